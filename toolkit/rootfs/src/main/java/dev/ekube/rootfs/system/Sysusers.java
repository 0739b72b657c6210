package dev.ekube.rootfs.system;

import dev.ekube.rootfs.RootfsException;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Does what systemd-sysusers does at boot: users and groups that sysusers.d(5) declares. */
public final class Sysusers {
  private static final List<String> FOLDERS = List.of("usr/lib/sysusers.d", "etc/sysusers.d");

  private final Accounts accounts;
  private final Tree tree;

  public Sysusers(Tree tree) {
    this.tree = tree;
    this.accounts = new Accounts(tree);
  }

  /** Adds what is declared and not there. */
  public void apply() throws IOException {
    List<List<String>> lines = lines();
    // As systemd-sysusers does: groups first, then users, then who belongs where.
    for (String kind : List.of("g", "u", "m")) {
      for (List<String> line : lines) {
        if (line.getFirst().replace("!", "").equals(kind)) {
          one(kind, line);
        }
      }
    }
  }

  private void one(String kind, List<String> line) throws IOException {
    String name = word(line, 1);
    if (name.isEmpty() || name.contains("%")) {
      throw new RootfsException("sysusers.d has a line that is not supported: " + line);
    }
    switch (kind) {
      case "g" -> accounts.addGroup(name, number(word(line, 2)));
      case "u" -> user(name, line);
      default -> {
        String group = word(line, 2);
        accounts.addGroup(group, OptionalLong.empty());
        accounts.addMember(name, group);
      }
    }
  }

  private void user(String name, List<String> line) throws IOException {
    if (accounts.hasUser(name)) {
      return;
    }
    String id = word(line, 2);
    int colon = id.indexOf(':');
    OptionalLong uid = number(colon < 0 ? id : id.substring(0, colon));
    String group = colon < 0 ? name : id.substring(colon + 1);
    long gid = colon < 0 ? accounts.addGroup(name, uid) : accounts.gid(group);
    String home = word(line, 4).isEmpty() ? "/" : word(line, 4);
    String usual = uid.isPresent() && uid.getAsLong() == 0 ? "/bin/sh" : "/usr/sbin/nologin";
    String shell = word(line, 5).isEmpty() ? usual : word(line, 5);
    accounts.addUser(new Accounts.User(name, uid, gid, word(line, 3), home, shell));
  }

  private static OptionalLong number(String text) {
    return text.matches("[0-9]+") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  /** A column; {@code -} stands for none. */
  private static String word(List<String> line, int column) {
    String word = column < line.size() ? line.get(column) : "";
    return word.equals("-") ? "" : word;
  }

  private List<List<String>> lines() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (String folder : FOLDERS) {
      for (String name : tree.follow(folder).isPresent() ? tree.list(folder) : List.<String>of()) {
        Optional<Inode> inode = tree.follow(folder + "/" + name);
        // What lies in etc stands in place of a file of the same name elsewhere.
        if (name.endsWith(".conf")
            && inode.isPresent()
            && inode.get().kind() instanceof Inode.Kind.Regular file) {
          files.put(name, file.content().text());
        }
      }
    }
    List<List<String>> lines = new ArrayList<>();
    for (String text : files.values()) {
      text.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(line -> lines.add(ShellWords.of(line)));
    }
    return lines;
  }
}
