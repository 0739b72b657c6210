package dev.ekube.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every Java file is as google-java-format writes it; {@code -Dekube.rewrite=true} rewrites. */
class FormatTest {
  private final Formatter formatter = new Formatter();

  @Test
  void everySourceIsFormatted() throws IOException {
    List<Path> others = Repository.ending("java").parallel().filter(this::isOther).toList();
    if (Boolean.getBoolean("ekube.rewrite")) {
      for (Path file : others) {
        Files.writeString(file, format(Repository.read(file), file));
      }
    }
    assertThat(others.stream().map(Repository::relative))
        .as("not as google-java-format writes them (rewrite: -Dekube.rewrite=true)")
        .isEmpty();
  }

  private boolean isOther(Path file) {
    String text = Repository.read(file);
    return !text.equals(format(text, file));
  }

  /** The same steps in the same order as the formatter's own command line. */
  private String format(String text, Path file) {
    try {
      String ordered = ImportOrderer.reorderImports(text, Style.GOOGLE);
      String used = RemoveUnusedImports.removeUnusedImports(ordered);
      return StringWrapper.wrap(formatter.formatSource(used), formatter);
    } catch (FormatterException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
