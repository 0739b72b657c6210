package dev.ekube.cli.lab;

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
}
