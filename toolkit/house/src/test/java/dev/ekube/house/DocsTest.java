package dev.ekube.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every link of every Markdown file leads somewhere. */
class DocsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(\\s*<?([^)>\\s]+)>?[^)]*\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*)");

  @Test
  void everyRelativeLinkResolves() {
    List<String> broken = new ArrayList<>();
    Repository.ending("md").forEach(file -> collectBroken(file, broken));
    assertThat(broken).isEmpty();
  }

  private static void collectBroken(Path file, List<String> broken) {
    for (String line : prose(file)) {
      Matcher link = LINK.matcher(CODE.matcher(line).replaceAll(""));
      while (link.find()) {
        String target = link.group(1);
        if (!target.matches("[a-z]+:.*") && !leadsSomewhere(file, target)) {
          broken.add(Repository.relative(file) + " links to " + target);
        }
      }
    }
  }

  private static boolean leadsSomewhere(Path file, String target) {
    int hash = target.indexOf('#');
    String name = hash < 0 ? target : target.substring(0, hash);
    Path to = name.isEmpty() ? file : file.resolveSibling(name).normalize();
    if (!to.startsWith(Repository.ROOT) || !Files.exists(to)) {
      return false;
    }
    return hash < 0 || anchors(to).contains(target.substring(hash + 1));
  }

  /** The anchors that a forge makes of the headings, and those written as HTML. */
  private static Set<String> anchors(Path file) {
    Set<String> anchors =
        prose(file).stream()
            .map(HEADING::matcher)
            .filter(Matcher::matches)
            .map(heading -> anchor(heading.group(1)))
            .collect(Collectors.toSet());
    Matcher html = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"").matcher(Repository.read(file));
    while (html.find()) {
      anchors.add(html.group(1));
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  /** The lines outside of fences. */
  private static List<String> prose(Path file) {
    List<String> lines = new ArrayList<>();
    boolean inFence = false;
    for (String line : Repository.read(file).lines().toList()) {
      if (line.strip().startsWith("```")) {
        inFence = !inFence;
      } else if (!inFence) {
        lines.add(line);
      }
    }
    return lines;
  }
}
