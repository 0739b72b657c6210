package dev.ekube.cli.boot;

import dev.ekube.adapters.Reason;
import dev.ekube.adapters.files.Durable;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The unit that runs {@code ekube serve} on a manager: put in place where no package has brought
 * it, enabled, and started.
 *
 * @param booted is there where systemd runs (sd_booted(3))
 * @param units where an administrator's units lie
 * @param systemctl the program
 * @param home where ekube is installed; its unit file is at {@code packaging/ekube.service}
 */
record SystemdUnit(Path booted, Path units, String systemctl, Path home) {
  private static final String NAME = "ekube.service";
  private static final Path STATE = Path.of("/var/lib/ekube");

  /**
   * The unit serves the usual state directory; whoever has another one runs the service himself.
   */
  static SystemdUnit ofMachine(Path state) {
    return new SystemdUnit(
        Path.of(state.equals(STATE) ? "/run/systemd/system" : "/nonexistent"),
        Path.of("/etc/systemd/system"),
        "systemctl",
        Path.of(System.getProperty("ekube.home", ".")).toAbsolutePath().normalize());
  }

  /** What {@link #start} would do, one line each; nothing where it can do nothing. */
  List<String> steps() {
    if (!Files.isDirectory(booted)) {
      return List.of();
    }
    List<String> steps = new ArrayList<>(List.of("the service does not run; so then:"));
    if (!isKnown()) {
      steps.add("  write " + units.resolve(NAME));
      steps.add("  systemctl daemon-reload");
    }
    steps.add("  systemctl enable --now " + NAME);
    return steps;
  }

  void start(Consumer<String> story) {
    if (!Files.isDirectory(booted)) {
      throw PortException.precondition(
          "tried to start the service but systemd does not run it here",
          "run `ekube serve` yourself, then the same command again");
    }
    if (!isKnown()) {
      install();
      story.accept("wrote " + units.resolve(NAME));
      call("daemon-reload");
    }
    call("enable", "--now", NAME);
    story.accept("enabled and started " + NAME);
  }

  private boolean isKnown() {
    return run("cat", NAME).code() == 0;
  }

  /** The shipped unit, with the program where it is. */
  private void install() {
    Path shipped = home.resolve("packaging").resolve(NAME);
    try {
      String text =
          Files.readString(shipped)
              .replaceAll("(?m)^ExecStart=.*$", "ExecStart=" + home.resolve("ekube") + " serve")
              .replaceAll("(?m)^ReadWritePaths=.*$", "ReadWritePaths=-" + home.resolve("target"));
      Durable.replaceFile(units.resolve(NAME), text.getBytes(StandardCharsets.UTF_8), 0644);
    } catch (IOException e) {
      throw PortException.failed(
          "tried to write %s from %s but %s".formatted(units.resolve(NAME), shipped, Reason.of(e)),
          "install the unit by hand as docs/serve.md says",
          e);
    }
  }

  private record Answer(int code, String said) {}

  private void call(String... words) {
    Answer answer = run(words);
    if (answer.code() != 0) {
      throw PortException.failed(
          "tried to run `systemctl %s` but it said: %s"
              .formatted(String.join(" ", words), answer.said().strip()),
          "systemctl status " + NAME + "; journalctl -u " + NAME);
    }
  }

  private Answer run(String... words) {
    List<String> command = new ArrayList<>(List.of(systemctl));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(process.waitFor(), said);
    } catch (IOException e) {
      throw PortException.failed(
          "tried to run systemctl but " + e.getMessage(), "run `ekube serve` yourself", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("running systemctl");
    }
  }
}
