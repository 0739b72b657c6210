package dev.ekube.rootfs.system;

import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does by rule what the scripts of packages do when a package is first installed. Every line of a
 * script must be one that is known; a script with any other is not done at all.
 */
public final class Scripts {
  private static final String OR =
      "( &>/dev/null| >/dev/null 2>&1| &> /dev/null)?( \\|\\| (:|true))?";
  private static final String WORD = "'?([^' ]+)'?";

  private static final Pattern SHELL = Pattern.compile("(/usr)?/bin/(sh|bash)( -e)?");
  private static final Pattern LDCONFIG = Pattern.compile("(/usr)?/sbin/ldconfig");

  /** Lines without an effect on a system that does not run, and the beginnings and ends of if. */
  private static final List<Pattern> NOTHING =
      patterns(
          "fi|:|true|exit 0|then|umask 007",
          "if \\[ \"?\\$1\"? -(eq|ge) 1 \\]( *&& *\\[ -x"
              + " \"?/usr/lib/systemd/systemd-update-helper\"? \\])? *; *then",
          "if \\[ -x \"?/usr/lib/systemd/systemd-update-helper\"? \\] *; *then",
          "(/usr)?(/s?bin/)?ldconfig" + OR,
          "(/usr)?(/bin/)?systemctl (--no-reload |--system )?daemon-(reload|reexec)" + OR,
          "(/usr)?(/bin/)?udevadm (control --reload(-rules)?|trigger[^;&|]*)" + OR,
          "(/usr)?(/bin/)?systemd-tmpfiles --create [^;&|]*" + OR,
          "(/usr)?(/bin/)?systemd-sysusers [^;&|<>]*" + OR,
          "if ! getent passwd " + WORD + " ?>/dev/null *; *then");

  private static final Pattern PRESET =
      Pattern.compile(
          "(?:(?:/usr/lib/systemd/systemd-update-helper install-system-units)"
              + "|(?:(?:/usr)?(?:/bin/)?systemctl (?:--no-reload )?preset)) "
              + "((?:[A-Za-z0-9@:_.\\\\-]+ ?)+?)"
              + OR);

  private static final Pattern GROUP =
      Pattern.compile(
          "getent group "
              + WORD
              + " ?>/dev/null \\|\\| (?:/usr/sbin/)?groupadd (?:-f )?(?:-g "
              + WORD
              + " )?-r "
              + WORD
              + OR);

  private static final Pattern USER =
      Pattern.compile(
          "(?:getent passwd \\S+ ?>/dev/null \\|\\| )?(?:/usr/sbin/)?useradd ([^;&|<>`$]*?)" + OR);

  private static final Pattern ALTERNATIVE =
      Pattern.compile("(?:/usr/sbin/)?update-alternatives (--install [^;&|<>`$]*?)" + OR);

  /** As {@link ShellLines} says it. */
  private static final Pattern FILE = Pattern.compile("rm -f (/\\S+) if it is a file");

  private final Tree tree;
  private final long mtime;

  public Scripts(Tree tree, long mtime) {
    this.tree = tree;
    this.mtime = mtime;
  }

  /** Something that a line of a script does. */
  private interface Act {
    void run() throws IOException;
  }

  /**
   * Does a script, or nothing of it.
   *
   * @return the first line that is not known, empty when all was done
   */
  public Optional<String> run(List<String> interpreter, String text) throws IOException {
    String program = String.join(" ", interpreter);
    if (LDCONFIG.matcher(program).matches() && text.isBlank()) {
      return Optional.empty();
    }
    if (!SHELL.matcher(program).matches()) {
      return Optional.of("#!" + program);
    }
    List<Act> acts = new ArrayList<>();
    for (String line : ShellLines.of(text)) {
      Optional<Act> act = act(line);
      if (act.isEmpty()) {
        return Optional.of(line);
      }
      acts.add(act.get());
    }
    for (Act act : acts) {
      act.run();
    }
    return Optional.empty();
  }

  private Optional<Act> act(String line) {
    for (Pattern nothing : NOTHING) {
      if (nothing.matcher(line).matches()) {
        return Optional.of(() -> {});
      }
    }
    Matcher preset = PRESET.matcher(line);
    if (preset.matches()) {
      return Optional.of(() -> preset(preset.group(1).strip()));
    }
    Matcher group = GROUP.matcher(line);
    if (group.matches() && group.group(1).equals(group.group(3))) {
      OptionalLong gid =
          group.group(2) == null
              ? OptionalLong.empty()
              : OptionalLong.of(Long.parseLong(group.group(2)));
      return Optional.of(() -> new Accounts(tree).addGroup(group.group(1), gid));
    }
    Matcher alternative = ALTERNATIVE.matcher(line);
    if (alternative.matches()) {
      List<String> words = ShellWords.of(alternative.group(1));
      return Optional.of(() -> new Alternatives(tree, mtime).install(words));
    }
    Matcher file = FILE.matcher(line);
    if (file.matches()) {
      return Optional.of(() -> removeFile(file.group(1)));
    }
    Matcher user = USER.matcher(line);
    return user.matches()
        ? UserAdd.of(ShellWords.of(user.group(1))).map(add -> () -> add.run(new Accounts(tree)))
        : Optional.empty();
  }

  private void removeFile(String path) throws IOException {
    Optional<Inode> there = tree.get(path);
    if (there.isPresent() && there.get().kind() instanceof Inode.Kind.Regular) {
      tree.remove(path);
    }
  }

  private void preset(String units) throws IOException {
    for (String unit : units.split(" ", -1)) {
      new UnitFiles(tree, mtime).preset(unit);
    }
  }

  private static List<Pattern> patterns(String... texts) {
    return List.of(texts).stream().map(Pattern::compile).toList();
  }
}
