package dev.ekube.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Compares text with a file of the checkout; {@code -Dekube.rewrite=true} writes it anew. */
final class Golden {
  private Golden() {}

  static void check(Path file, String text) {
    if (Boolean.getBoolean("ekube.rewrite")) {
      try {
        Files.createDirectories(file.getParent());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean same = Files.exists(file) && Arrays.equals(Samples.bytes(file), bytes);
        if (!same) {
          Files.write(file, bytes);
          fail("rewrote " + file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return;
    }
    assertThat(file).as("write it with -Dekube.rewrite=true").exists();
    assertThat(text)
        .as("%s; -Dekube.rewrite=true writes it anew", file)
        .isEqualTo(new String(Samples.bytes(file), StandardCharsets.UTF_8));
  }
}
