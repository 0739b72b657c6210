package dev.ekube.rootfs.system;

import dev.ekube.rootfs.RootfsException;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Does what {@code update-alternatives --install} does where there is one alternative of a name:
 * the links, those in etc/alternatives, and the file by which the program remembers them.
 */
public final class Alternatives {
  private static final String CHOSEN = "etc/alternatives/";
  private static final String KEPT = "var/lib/alternatives/";

  private final Tree tree;
  private final long mtime;

  public Alternatives(Tree tree, long mtime) {
    this.tree = tree;
    this.mtime = mtime;
  }

  private record Part(String link, String name, String path) {}

  /**
   * Installs an alternative.
   *
   * @param words the arguments from {@code --install} on
   */
  public void install(List<String> words) throws IOException {
    if (words.size() < 5 || !words.getFirst().equals("--install")) {
      throw new RootfsException("update-alternatives is called in a way that is not known");
    }
    Part main = new Part(words.get(1), words.get(2), words.get(3));
    String priority = words.get(4);
    List<Part> others = new ArrayList<>();
    for (int i = 5; i < words.size(); i += 4) {
      if (!words.get(i).matches("--(slave|follower)") || i + 3 >= words.size()) {
        throw new RootfsException("update-alternatives has an argument that is not known");
      }
      others.add(new Part(words.get(i + 1), words.get(i + 2), words.get(i + 3)));
    }
    if (tree.get(KEPT + main.name()).isPresent()) {
      throw new RootfsException(
          "there is an alternative of " + main.name() + " already; only one is supported");
    }
    StringBuilder kept = new StringBuilder("auto\n" + main.link() + "\n");
    others.forEach(part -> kept.append(part.name()).append('\n').append(part.link()).append('\n'));
    kept.append('\n').append(main.path()).append('\n').append(priority).append('\n');
    others.forEach(part -> kept.append(part.path()).append('\n'));
    tree.put(KEPT + main.name(), Inode.file(Content.ofText(kept.toString()), 0644, mtime));
    links(main);
    for (Part other : others) {
      links(other);
    }
  }

  private void links(Part part) throws IOException {
    // A follower whose file is not there gets no links, as the program does it.
    if (tree.follow(part.path()).isPresent()) {
      tree.put(part.link(), Inode.symlink("/" + CHOSEN + part.name(), mtime));
      tree.put(CHOSEN + part.name(), Inode.symlink(part.path(), mtime));
    }
  }
}
