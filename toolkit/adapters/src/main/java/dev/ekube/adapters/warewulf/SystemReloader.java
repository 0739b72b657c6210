package dev.ekube.adapters.warewulf;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The manager's own warewulfd: by systemd, or by a signal where it runs without systemd. */
public final class SystemReloader implements Reloader {
  /** Where 4.5's warewulfd, started without systemd, leaves its process id. */
  private static final Path PID_FILE = Path.of("/var/run/warewulfd.pid");

  private static final long LIMIT_SECONDS = 20;

  @Override
  public Optional<String> reload() {
    Optional<String> bySystemd = run(List.of("systemctl", "reload", "warewulfd"));
    if (bySystemd.isEmpty()) {
      return bySystemd;
    }
    return signal()
        ? Optional.empty()
        : Optional.of(
            "warewulfd has not read the new nodes.conf (%s); next: systemctl reload warewulfd"
                .formatted(bySystemd.get()));
  }

  private static boolean signal() {
    try {
      String pid = Files.readString(PID_FILE).strip();
      return pid.matches("[1-9][0-9]{0,9}") && run(List.of("kill", "-HUP", pid)).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<String> run(List<String> command) {
    try {
      Process child =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .start();
      String said =
          new String(child.getInputStream().readNBytes(4096), StandardCharsets.UTF_8).strip();
      if (!child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        child.destroyForcibly();
        return Optional.of(command.getFirst() + " did not end");
      }
      return child.exitValue() == 0 ? Optional.empty() : Optional.of(said.replace('\n', ' '));
    } catch (IOException e) {
      return Optional.of(command.getFirst() + " cannot be run");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
