package dev.ekube.rootfs.system;

import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules of systemd.preset(5), the first that fits wins; a unit that none names is enabled. */
record Presets(List<Rule> rules) {
  private static final List<String> FOLDERS =
      List.of("usr/lib/systemd/system-preset", "etc/systemd/system-preset");

  record Rule(boolean enable, Pattern units) {}

  static Presets of(Tree tree) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (String folder : FOLDERS) {
      if (tree.follow(folder).isEmpty()) {
        continue;
      }
      for (String name : tree.list(folder)) {
        Optional<Inode> inode = tree.follow(folder + "/" + name);
        if (name.endsWith(".preset")
            && inode.isPresent()
            && inode.get().kind() instanceof Inode.Kind.Regular file) {
          files.put(name, file.content().text());
        }
      }
    }
    List<Rule> rules = new ArrayList<>();
    for (String text : files.values()) {
      for (String line : text.lines().map(String::strip).toList()) {
        List<String> words = ShellWords.of(line);
        if (words.size() >= 2 && words.getFirst().matches("enable|disable")) {
          boolean enable = words.getFirst().equals("enable");
          rules.add(new Rule(enable, glob(words.get(1))));
        }
      }
    }
    return new Presets(List.copyOf(rules));
  }

  boolean enables(String unit) {
    return rules.stream()
        .filter(rule -> rule.units().matcher(unit).matches())
        .findFirst()
        .map(Rule::enable)
        .orElse(true);
  }

  private static Pattern glob(String glob) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> pattern.append(".*");
        case '?' -> pattern.append('.');
        case '[', ']' -> pattern.append(c);
        default -> pattern.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(pattern.toString());
  }
}
