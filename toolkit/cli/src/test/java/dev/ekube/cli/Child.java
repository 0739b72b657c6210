package dev.ekube.cli;

import dev.ekube.render.GoldenTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line in a process of its own, for what cannot be tested inside this one. */
final class Child {
  private Child() {}

  /**
   * Starts it; what it says goes to the file.
   *
   * @param terminals which of the streams 0, 1 and 2 it shall take for terminals
   */
  static Process start(String terminals, File said, String... arguments) throws IOException {
    String root = GoldenTree.root().toAbsolutePath().toString();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Dekube.home=" + root, "-Dekube.root=" + root));
    command.addAll(List.of("-Dekube.tty=" + terminals));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    return builder.redirectOutput(said).start();
  }
}
