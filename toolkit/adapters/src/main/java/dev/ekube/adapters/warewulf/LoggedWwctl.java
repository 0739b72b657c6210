package dev.ekube.adapters.warewulf;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Keeps each call of another wwctl: a JSON line in the run's log file and a line for the user. */
public final class LoggedWwctl implements Wwctl {
  private static final int SHOWN = 120;

  private final Wwctl wwctl;
  private final Path log;
  private final Consumer<String> lines;
  private final Clock clock;

  /**
   * Logs the calls of {@code wwctl}.
   *
   * @param log JSON Lines, one object per call; made with mode 0600 on the first call
   * @param lines hears one short line per call
   */
  public LoggedWwctl(Wwctl wwctl, Path log, Consumer<String> lines, Clock clock) {
    this.wwctl = wwctl;
    this.log = log;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public String identity() {
    return wwctl.identity();
  }

  @Override
  public Result run(Call call) {
    String time = clock.instant().toString();
    try {
      Result result = wwctl.run(call);
      write(time, call, result);
      lines.accept(shown(call, result));
      return result;
    } catch (PortException e) {
      write(time, call, new Result(-1, "", String.valueOf(e.getMessage()), Duration.ZERO));
      throw e;
    }
  }

  private static String shown(Call call, Result result) {
    String words = String.join(" ", call.arguments());
    String cut = words.length() > SHOWN ? words.substring(0, SHOWN) + " …" : words;
    String end = result.exitCode() == 0 ? "" : ", exit code " + result.exitCode();
    return String.format(
        Locale.ROOT, "wwctl %s (%.1f s%s)", cut, result.took().toMillis() / 1000.0, end);
  }

  private void write(String time, Call call, Result result) {
    String line =
        "{\"time\":%s,\"wwctl\":%s,\"exitCode\":%d,\"seconds\":%s,\"output\":%s,\"errors\":%s}\n"
            .formatted(
                Json.text(time),
                Json.list(call.arguments()),
                result.exitCode(),
                String.format(Locale.ROOT, "%.3f", result.took().toMillis() / 1000.0),
                Json.text(result.output()),
                Json.text(result.errors()));
    try {
      Path directory = log.toAbsolutePath().getParent();
      // The state directory itself, when the first run of all is a plan.
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (Files.notExists(log)) {
        Files.createFile(
            log,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(log, line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw PortException.failed(
          "tried to write the run log %s but %s".formatted(log, Reason.of(e)),
          Reason.next(e, log, "make room or access, then run again"),
          e);
    }
  }
}
