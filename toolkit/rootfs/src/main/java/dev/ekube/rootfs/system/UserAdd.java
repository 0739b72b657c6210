package dev.ekube.rootfs.system;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A call of useradd(8) with the arguments that packages give it. */
record UserAdd(
    String name, OptionalLong uid, String group, List<String> groups, Accounts.User like) {

  /** Empty when an argument is not known. */
  static Optional<UserAdd> of(List<String> words) {
    OptionalLong uid = OptionalLong.empty();
    String group = "";
    List<String> groups = List.of();
    String home = "/";
    String shell = "/sbin/nologin";
    String gecos = "";
    String name = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String value = i + 1 < words.size() ? words.get(i + 1) : "";
      switch (word) {
        case "-r", "--system", "-M", "--no-create-home", "-l", "-N" -> {}
        case "-u" -> uid = value.matches("[0-9]+") ? OptionalLong.of(Long.parseLong(value)) : uid;
        case "-g" -> group = value;
        case "-G" -> groups = List.of(value.split(","));
        case "-d" -> home = value;
        case "-s" -> shell = value;
        case "-c" -> gecos = value;
        default -> {
          if (word.startsWith("-") || !name.isEmpty()) {
            return Optional.empty();
          }
          name = word;
        }
      }
      if (word.matches("-[ugGdsc]")) {
        i++;
      }
    }
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String primary = group.isEmpty() ? name : group;
    Accounts.User like = new Accounts.User(name, uid, 0, gecos, home, shell);
    return Optional.of(new UserAdd(name, uid, primary, groups, like));
  }

  void run(Accounts accounts) throws IOException {
    if (!accounts.hasUser(name)) {
      long gid =
          accounts.hasGroup(group) || group.matches("[0-9]+")
              ? accounts.gid(group)
              : accounts.addGroup(group, OptionalLong.empty());
      accounts.addUser(new Accounts.User(name, uid, gid, like.gecos(), like.home(), like.shell()));
    }
    for (String other : groups) {
      accounts.addMember(name, other);
    }
  }
}
