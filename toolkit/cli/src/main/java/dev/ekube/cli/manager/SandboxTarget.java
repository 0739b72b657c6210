package dev.ekube.cli.manager;

import dev.ekube.adapters.warewulf.Reloader;
import dev.ekube.adapters.warewulf.Wwctl;
import dev.ekube.apply.port.ImageArchive;
import dev.ekube.apply.port.NodeImages;
import dev.ekube.sandbox.SandboxArchive;
import dev.ekube.sandbox.SandboxNodeImages;
import dev.ekube.sandbox.SandboxRoot;
import dev.ekube.sandbox.StandInWwctl;
import dev.ekube.sandbox.WarewulfVersion;
import java.nio.file.Path;

/** A manager that lives in one folder, with stand-ins for everything outside it. */
final class SandboxTarget implements Manager.Target {
  private final SandboxRoot root;

  SandboxTarget(Path folder) {
    this.root = SandboxRoot.create(folder, WarewulfVersion.V4_7_0);
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
  public ImageArchive archive() {
    return new SandboxArchive(root);
  }

  @Override
  public NodeImages nodeImages() {
    return new SandboxNodeImages(root);
  }

  @Override
  public String hostName() {
    return "sandbox";
  }
}
