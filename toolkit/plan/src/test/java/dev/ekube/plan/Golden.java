package dev.ekube.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a file of the checkout; {@code -Dekube.rewrite=true} writes it and fails. */
final class Golden {
  private Golden() {}

  static Path root() {
    return Path.of(System.getProperty("ekube.root"));
  }

  static void check(String name, String actual) throws IOException {
    Path file = root().resolve("toolkit/plan/src/test/resources/goldens").resolve(name);
    if (Boolean.getBoolean("ekube.rewrite")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
      fail("rewrote " + file);
    }
    assertThat(file).isRegularFile();
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
