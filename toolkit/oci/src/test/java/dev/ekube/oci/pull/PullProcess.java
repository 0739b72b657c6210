package dev.ekube.oci.pull;

import dev.ekube.model.ImageRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command of {@link PullOnce} in a Java of its own. */
final class PullProcess {
  private PullProcess() {}

  /** Pulls into the store in that folder when it is run. */
  static List<String> command(Path store, ImageRef... images) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                PullOnce.class.getName(),
                store.toString()));
    for (ImageRef image : images) {
      words.add(image.value());
    }
    return words;
  }

  /** Runs it, both its outputs in the file. */
  static Process start(List<String> command, Path said) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(said.toFile())
        .redirectErrorStream(true)
        .start();
  }
}
