package dev.ekube.cli.lab;

import dev.ekube.apply.port.PortException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How this very program is called once more. */
public final class Relaunch {
  /** As ./ekube calls what runs for long. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "--enable-native-access=ALL-UNNAMED");

  private Relaunch() {}

  /** The command line of another run of ekube. */
  public static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElseGet(() -> System.getProperty("java.home") + "/bin/java"));
    command.addAll(FLAGS);
    Optional.ofNullable(System.getProperty("ekube.home"))
        .ifPresent(home -> command.add("-Dekube.home=" + home));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.ekube.cli.Main"));
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** Another run of this program; what it says is shown only when it fails. */
  public static void run(List<String> arguments) {
    try {
      Process process =
          new ProcessBuilder(command(arguments))
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      process.getInputStream().transferTo(said);
      if (process.waitFor() != 0) {
        throw PortException.failed(
            "tried to run `ekube %s` but it said: %s"
                .formatted(
                    String.join(" ", arguments), said.toString(StandardCharsets.UTF_8).strip()),
            "run that command by hand");
      }
    } catch (IOException e) {
      throw PortException.failed(
          "tried to run ekube once more but " + e.getMessage(), "check memory and processes", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("running ekube once more");
    }
  }
}
