package dev.ekube.sim.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ekube.sim.world.Brains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every story gives the trace that stands in its file. */
class StoriesTest {
  private static final Path STORIES =
      Path.of(System.getProperty("ekube.root"), "toolkit/sim/src/test/resources/stories");

  @TestFactory
  Stream<DynamicTest> stories() throws IOException {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> tell(file)));
  }

  /** The defects of the scripts that ekube replaces, by the numbers that their stories carry. */
  @Test
  void everyDefectHasItsStory() throws IOException {
    List<String> names = files().stream().map(file -> file.getFileName().toString()).toList();
    for (int defect = 9; defect <= 36; defect++) {
      String number = "%02d-".formatted(defect);
      assertThat(names).as("a story for defect %d", defect).anyMatch(n -> n.startsWith(number));
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(STORIES)) {
      return files.sorted().toList();
    }
  }

  private static void tell(Path file) throws IOException {
    String text = Files.readString(file);
    Story.Ending ending = Story.run(text, 1, Brains.REAL);
    assertThat(ending.trouble()).as("in %s, after%n%s", file, tail(ending)).isEmpty();
    String written = Story.written(text, ending);
    if (!written.equals(text) && Boolean.getBoolean("ekube.rewrite")) {
      Files.writeString(file, written);
      fail("%s was rewritten; read what has changed", file);
    }
    assertThat(text).isEqualTo(written);
    assertThat(text).as("the first line says the defect").startsWith("# ");
  }

  private static String tail(Story.Ending ending) {
    List<String> trace = ending.trace();
    return String.join("\n", trace.subList(Math.max(0, trace.size() - 30), trace.size()));
  }
}
