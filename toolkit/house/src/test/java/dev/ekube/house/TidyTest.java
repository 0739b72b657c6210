package dev.ekube.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sizes and words, everywhere alike; there is no list of exceptions. */
class TidyTest {
  private static final int FILE_LINES = 400;
  private static final int MEDIAN_LINES = 100;
  private static final int METHOD_LINES = 70;
  private static final int COLUMNS = 100;

  /** What no file may say, in two halves so that this file does not say it. */
  private static final List<Pattern> OPEN_ENDS =
      List.of(Pattern.compile("\\bTO" + "DO\\b"), Pattern.compile("\\bFIX" + "ME\\b"));

  private static final Map<String, Pattern> MACHINE_PATHS =
      Map.of(
          "a path of one machine", Pattern.compile("(?<![\\w.$}])/(work|root)/"),
          "a home folder", Pattern.compile("(?<![\\w.$}])/(home|Users)/[a-z]"));

  @Test
  void noFileIsLong() {
    assertThat(Repository.ending("java").filter(file -> lines(file) > FILE_LINES).map(this::sized))
        .as("Java files of more than %d lines", FILE_LINES)
        .isEmpty();
  }

  @Test
  void mostFilesAreShort() {
    Map<String, List<Path>> rooms =
        Repository.mainSources().stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(Collectors.groupingBy(Repository::room, TreeMap::new, Collectors.toList()));
    rooms.forEach(
        (room, files) -> {
          List<Long> sizes = files.stream().map(this::lines).sorted().toList();
          assertThat(sizes.get(sizes.size() / 2))
              .as("median lines of a file in %s", room)
              .isLessThanOrEqualTo(MEDIAN_LINES);
        });
  }

  @Test
  void noMethodIsLong() {
    List<Path> files = Repository.ending("java").toList();
    assertThat(Sources.methods(files).stream().filter(method -> method.lines() > METHOD_LINES))
        .as("methods of more than %d lines", METHOD_LINES)
        .isEmpty();
  }

  @Test
  void noLineIsWide() {
    List<String> wide = new ArrayList<>();
    Repository.ending("java", "sh", "ftl")
        .forEach(
            file -> {
              int number = 0;
              for (String line : Repository.read(file).lines().toList()) {
                number++;
                // A text block holds what is printed, and a link cannot be folded.
                if (line.codePointCount(0, line.length()) > COLUMNS && !line.contains("://")) {
                  wide.add(Repository.relative(file) + ":" + number);
                }
              }
            });
    assertThat(wide).as("lines of more than %d columns", COLUMNS).isEmpty();
  }

  @Test
  void nothingIsLeftOpen() {
    List<String> open = new ArrayList<>();
    for (Path file : Repository.texts()) {
      String text = Repository.readAnything(file);
      OPEN_ENDS.stream()
          .filter(pattern -> pattern.matcher(text).find())
          .forEach(pattern -> open.add(Repository.relative(file) + " says " + pattern));
    }
    assertThat(open).as("do it or write it into an issue").isEmpty();
  }

  @Test
  void nothingNamesOneMachine() {
    List<String> named = new ArrayList<>();
    for (Path file : Repository.texts()) {
      String text = Repository.readAnything(file);
      MACHINE_PATHS.forEach(
          (what, pattern) -> {
            var found = pattern.matcher(text);
            if (found.find() && !file.endsWith("TidyTest.java")) {
              named.add(Repository.relative(file) + " names " + what + ": " + found.group());
            }
          });
    }
    assertThat(named).isEmpty();
  }

  @Test
  void textsAreUtf8WithPlainLineEnds() {
    List<String> odd = new ArrayList<>();
    for (Path file : Repository.texts()) {
      String relative = Repository.relative(file);
      // Bad input is kept as it is, so that its refusal can be tested.
      if (!relative.contains("/src/test/resources/")) {
        String text = Repository.read(file);
        if (text.contains("\r") || (!text.isEmpty() && !text.endsWith("\n"))) {
          odd.add(relative);
        }
      }
    }
    assertThat(odd).as("files with carriage returns or without a last line end").isEmpty();
  }

  private String sized(Path file) {
    return Repository.relative(file) + ": " + lines(file);
  }

  private long lines(Path file) {
    return Repository.read(file).lines().count();
  }
}
