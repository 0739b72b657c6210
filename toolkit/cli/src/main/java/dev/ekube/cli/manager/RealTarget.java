package dev.ekube.cli.manager;

import dev.ekube.adapters.warewulf.Reloader;
import dev.ekube.adapters.warewulf.SystemReloader;
import dev.ekube.adapters.warewulf.SystemWarewulf;
import dev.ekube.adapters.warewulf.Workplace;
import dev.ekube.adapters.warewulf.Wwctl;
import dev.ekube.adapters.warewulf.WwctlProcess;
import dev.ekube.apply.port.NodeImages;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Warewulf of this machine. */
final class RealTarget implements Manager.Target {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private final Map<String, String> environment;

  private RealTarget(Map<String, String> environment) {
    this.environment = environment;
  }

  static RealTarget ofMachine() {
    return new RealTarget(System.getenv());
  }

  static RealTarget in(Path state) {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.put("EKUBE_STATE_DIR", state.toString());
    return new RealTarget(environment);
  }

  @Override
  public Path state() {
    String named = environment.getOrDefault("EKUBE_STATE_DIR", "");
    return Path.of(named.isEmpty() ? "/var/lib/ekube" : named).toAbsolutePath();
  }

  @Override
  public Path configuration() {
    return SystemWarewulf.configuration(environment);
  }

  @Override
  public Wwctl wwctl() {
    return new WwctlProcess(
        SystemWarewulf.program(environment)
            .orElseThrow(
                () ->
                    PortException.precondition(
                        "tried to find wwctl but it is not in PATH",
                        "install Warewulf (https://warewulf.org), name it in EKUBE_WWCTL, or try"
                            + " `--sandbox DIR`")),
        new Workplace(state()));
  }

  @Override
  public Reloader reloader() {
    return new SystemReloader();
  }

  @Override
  public NodeImages nodeImages() {
    return new ExistingNodeImages();
  }

  @Override
  public Optional<Path> guide() {
    return Optional.empty();
  }

  @Override
  public String hostName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "manager";
    }
  }
}
