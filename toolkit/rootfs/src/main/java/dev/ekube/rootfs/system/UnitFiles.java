package dev.ekube.rootfs.system;

import dev.ekube.rootfs.RootfsException;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Does to the units of a root file system what {@code systemctl --root} does: enable, disable,
 * mask, preset. Only links below {@code etc/systemd/system} are made and taken away.
 */
public final class UnitFiles {
  private static final String ETC = "etc/systemd/system";
  private static final List<String> FOLDERS = List.of(ETC, "usr/lib/systemd/system");

  private final Tree tree;
  private final long mtime;

  public UnitFiles(Tree tree, long mtime) {
    this.tree = tree;
    this.mtime = mtime;
  }

  /** True when there is a unit, or a template of one, of that name. */
  public boolean has(String unit) throws IOException {
    return file(unit).isPresent();
  }

  /** Makes the links that the unit's [Install] section asks for, and those of units it names. */
  public void enable(String unit) throws IOException {
    enable(unit, new HashSet<>());
  }

  private void enable(String unit, Set<String> done) throws IOException {
    if (!done.add(unit)) {
      return;
    }
    Optional<String> path = file(unit);
    if (path.isEmpty()) {
      throw new RootfsException("there is no unit " + unit);
    }
    UnitText text = UnitText.of(content(path.get()));
    Names names = Names.of(unit, text.first("DefaultInstance"));
    for (String alias : text.all("Alias")) {
      link(ETC + "/" + names.fill(alias), path.get());
    }
    links(text, names, "WantedBy", ".wants", path.get());
    links(text, names, "RequiredBy", ".requires", path.get());
    links(text, names, "UpheldBy", ".upholds", path.get());
    for (String also : text.all("Also")) {
      String other = names.fill(also);
      if (has(other)) {
        enable(other, done);
      }
    }
  }

  private void links(UnitText text, Names names, String key, String suffix, String path)
      throws IOException {
    // A template without an instance can only be had by other templates.
    if (names.isBareTemplate()) {
      return;
    }
    for (String target : text.all(key)) {
      link(ETC + "/" + names.fill(target) + suffix + "/" + names.unit(), path);
    }
  }

  /** Takes the unit's links away, wherever they are. */
  public void disable(String unit) throws IOException {
    disable(unit, new HashSet<>());
  }

  private void disable(String unit, Set<String> done) throws IOException {
    if (!done.add(unit)) {
      return;
    }
    for (Map.Entry<String, Inode> entry : List.copyOf(tree.all().entrySet())) {
      if (entry.getKey().startsWith(ETC + "/")
          && entry.getValue().kind() instanceof Inode.Kind.Symlink link
          && isLinkOf(unit, entry.getKey(), link.target())) {
        tree.remove(entry.getKey());
      }
    }
    Optional<String> path = file(unit);
    if (path.isPresent()) {
      UnitText text = UnitText.of(content(path.get()));
      Names names = Names.of(unit, text.first("DefaultInstance"));
      for (String also : text.all("Also")) {
        disable(names.fill(also), done);
      }
    }
  }

  private static boolean isLinkOf(String unit, String path, String target) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String to = target.substring(target.lastIndexOf('/') + 1);
    boolean masked = target.equals("/dev/null");
    return !masked && (name.equals(unit) || to.equals(unit) || Names.template(name).equals(unit));
  }

  /** Makes sure that nothing can start the unit. */
  public void mask(String unit) throws IOException {
    disable(unit);
    tree.put(ETC + "/" + unit, Inode.symlink("/dev/null", mtime));
  }

  /** What the presets of the system say: enabled unless one says otherwise, the first wins. */
  public void preset(String unit) throws IOException {
    if (!has(unit)) {
      return;
    }
    if (Presets.of(tree).enables(unit)) {
      enable(unit);
    } else {
      disable(unit);
    }
  }

  private Optional<String> file(String unit) throws IOException {
    for (String name : List.of(unit, Names.template(unit))) {
      for (String folder : FOLDERS) {
        Optional<Inode> inode = tree.follow(folder + "/" + name);
        if (inode.isPresent() && inode.get().kind() instanceof Inode.Kind.Regular) {
          return Optional.of(folder + "/" + name);
        }
      }
    }
    return Optional.empty();
  }

  private String content(String path) throws IOException {
    Inode inode = tree.follow(path).orElseThrow();
    return ((Inode.Kind.Regular) inode.kind()).content().text();
  }

  private void link(String at, String path) throws IOException {
    if (!at.equals(path)) {
      tree.put(at, Inode.symlink("/" + path, mtime));
    }
  }

  /** For those who look whether anything changed: the links below etc. */
  SortedMap<String, String> links() {
    SortedMap<String, String> links = new TreeMap<>();
    tree.all()
        .forEach(
            (path, inode) -> {
              if (path.startsWith(ETC + "/") && inode.kind() instanceof Inode.Kind.Symlink s) {
                links.put(path.substring(ETC.length() + 1), s.target());
              }
            });
    return links;
  }
}
