package dev.ekube.rootfs.system;

import dev.ekube.rootfs.RootfsException;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The users and groups of a root file system: passwd, group, shadow and gshadow of its {@code etc}.
 * Lines that are there stay letter by letter; new ones come last and have no password.
 */
public final class Accounts {
  /** Numbers of system users are given out from here downwards, as systemd-sysusers does. */
  private static final long HIGHEST = 999;

  private static final long LOWEST = 100;

  private final Tree tree;

  public Accounts(Tree tree) {
    this.tree = tree;
  }

  /**
   * A user.
   *
   * @param uid empty: the next free number
   * @param gid a group's number
   */
  public record User(
      String name, OptionalLong uid, long gid, String gecos, String home, String shell) {}

  /** The number of a user, given by name or as a number. */
  public long uid(String user) throws IOException {
    return number("etc/passwd", user)
        .orElseThrow(() -> new RootfsException("there is no user " + user));
  }

  /** The number of a group, given by name or as a number. */
  public long gid(String group) throws IOException {
    return number("etc/group", group)
        .orElseThrow(() -> new RootfsException("there is no group " + group));
  }

  public boolean hasUser(String name) throws IOException {
    return line("etc/passwd", name).isPresent();
  }

  public boolean hasGroup(String name) throws IOException {
    return line("etc/group", name).isPresent();
  }

  /** Adds a group unless there is one of that name; its number. */
  public long addGroup(String name, OptionalLong wanted) throws IOException {
    if (hasGroup(name)) {
      return gid(name);
    }
    long gid = free(wanted, name);
    append("etc/group", 0644, name + ":x:" + gid + ":");
    append("etc/gshadow", 0, name + ":!*::");
    return gid;
  }

  /** Adds a user unless there is one of that name. */
  public void addUser(User user) throws IOException {
    if (hasUser(user.name())) {
      return;
    }
    long uid = user.uid().isPresent() ? user.uid().getAsLong() : freeUser(user.gid());
    append(
        "etc/passwd",
        0644,
        String.join(
            ":",
            user.name(),
            "x",
            Long.toString(uid),
            Long.toString(user.gid()),
            user.gecos(),
            user.home(),
            user.shell()));
    append("etc/shadow", 0, user.name() + ":!*:::::::");
  }

  /** Makes a user a member of a group; both must be there. */
  public void addMember(String user, String group) throws IOException {
    gid(group);
    rewriteMember("etc/group", user, group);
    rewriteMember("etc/gshadow", user, group);
  }

  private void rewriteMember(String file, String user, String group) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : lines(file)) {
      String[] parts = line.split(":", -1);
      List<String> members =
          parts.length == 4 && !parts[3].isEmpty()
              ? new ArrayList<>(Arrays.asList(parts[3].split(",")))
              : new ArrayList<>();
      if (parts[0].equals(group) && !members.contains(user)) {
        members.add(user);
        parts[3] = String.join(",", members);
        lines.add(String.join(":", parts));
      } else {
        lines.add(line);
      }
    }
    write(file, file.equals("etc/group") ? 0644 : 0, lines);
  }

  private long freeUser(long gid) throws IOException {
    // A user of a group of its own gets the group's number when that is free.
    boolean taken = numbers("etc/passwd").contains(gid);
    return taken || gid < LOWEST || gid > HIGHEST ? free(OptionalLong.empty(), "") : gid;
  }

  private long free(OptionalLong wanted, String name) throws IOException {
    List<Long> taken = numbers("etc/group");
    if (wanted.isPresent()) {
      if (taken.contains(wanted.getAsLong())) {
        throw new RootfsException(
            "the number " + wanted.getAsLong() + " of group " + name + " is taken");
      }
      return wanted.getAsLong();
    }
    taken.addAll(numbers("etc/passwd"));
    for (long number = HIGHEST; number >= LOWEST; number--) {
      if (!taken.contains(number)) {
        return number;
      }
    }
    throw new RootfsException("all numbers of system users are taken");
  }

  private Optional<Long> number(String file, String name) throws IOException {
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(Long.parseLong(name));
    }
    if (name.equals("root")) {
      return Optional.of(0L);
    }
    return line(file, name).map(line -> Long.parseLong(line.split(":", -1)[2]));
  }

  private Optional<String> line(String file, String name) throws IOException {
    return lines(file).stream().filter(line -> line.startsWith(name + ":")).findFirst();
  }

  private List<Long> numbers(String file) throws IOException {
    return lines(file).stream()
        .map(line -> line.split(":", -1))
        .filter(parts -> parts.length > 2 && parts[2].matches("[0-9]+"))
        .map(parts -> Long.parseLong(parts[2]))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private List<String> lines(String file) throws IOException {
    Optional<Inode> inode = tree.follow(file);
    return inode.isPresent() && inode.get().kind() instanceof Inode.Kind.Regular regular
        ? regular.content().text().lines().toList()
        : List.of();
  }

  private void append(String file, int mode, String line) throws IOException {
    List<String> lines = new ArrayList<>(lines(file));
    lines.add(line);
    write(file, mode, lines);
  }

  private void write(String file, int mode, List<String> lines) throws IOException {
    Content content = Content.ofText(String.join("\n", lines) + "\n");
    Optional<Inode> old = tree.follow(file);
    Inode.Kind kind = new Inode.Kind.Regular(content);
    Inode inode =
        old.map(o -> new Inode(kind, o.mode(), o.uid(), o.gid(), o.mtime(), o.xattrs()))
            .orElseGet(() -> Inode.of(kind, mode, 0));
    tree.put(old.isPresent() ? tree.resolve(file) : file, inode);
  }
}
