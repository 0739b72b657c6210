package dev.ekube.cli.manager;

import dev.ekube.adapters.warewulf.Reloader;
import dev.ekube.adapters.warewulf.Wwctl;
import dev.ekube.apply.port.NodeImages;
import dev.ekube.apply.port.PortException;
import dev.ekube.sandbox.SandboxNodeImages;
import dev.ekube.sandbox.SandboxRoot;
import dev.ekube.sandbox.StandInWwctl;
import dev.ekube.sandbox.WarewulfVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A manager that lives in one folder, with stand-ins for everything outside it. */
final class SandboxTarget implements Manager.Target {
  private final SandboxRoot root;

  SandboxTarget(Path folder) {
    this.root = SandboxRoot.create(folder, version(System.getenv()));
  }

  /** A new sandbox is the newest Warewulf unless EKUBE_SANDBOX_WAREWULF asks for an older one. */
  private static WarewulfVersion version(Map<String, String> environment) {
    String wanted = environment.getOrDefault("EKUBE_SANDBOX_WAREWULF", "");
    List<WarewulfVersion> known = List.of(WarewulfVersion.values());
    if (wanted.isEmpty()) {
      return known.getLast();
    }
    return known.stream()
        .filter(version -> version.text().startsWith(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                PortException.precondition(
                    "tried to make a sandbox of Warewulf " + wanted + " but there is none like it",
                    "set EKUBE_SANDBOX_WAREWULF to 4.5, 4.6 or 4.7"));
  }

  SandboxRoot root() {
    return root;
  }

  @Override
  public Path state() {
    return root.folder().resolve("var/lib/ekube");
  }

  @Override
  public Path configuration() {
    return root.configuration();
  }

  @Override
  public Wwctl wwctl() {
    return new StandInWwctl(root.version());
  }

  @Override
  public Reloader reloader() {
    return Reloader.none();
  }

  @Override
  public NodeImages nodeImages() {
    return new SandboxNodeImages(root);
  }

  @Override
  public Optional<Path> guide() {
    return Optional.of(root.guide());
  }

  @Override
  public String hostName() {
    return "sandbox";
  }
}
