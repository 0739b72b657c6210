package dev.ekube.image.build;

import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The kernel of an image. Warewulf takes the highest version among those it finds in {@code /boot}
 * and beside the modules, so an image with one kernel, found beside its modules, leaves no choice:
 * {@code uname -r} is the name of the directory that its modules lie in.
 */
public final class Kernels {
  private static final String MODULES = "usr/lib/modules";

  private Kernels() {}

  /** Versions of the kernels that lie beside their modules, the newest last. */
  public static List<String> of(Tree tree) throws IOException {
    return tree.follow(MODULES).isEmpty()
        ? List.of()
        : tree.list(MODULES).stream()
            .filter(version -> has(tree, MODULES + "/" + version + "/vmlinuz"))
            .sorted(Comparator.comparing(Kernels::padded))
            .toList();
  }

  /**
   * Leaves only the newest kernel in the image, with a copy of it in /boot for Warewulf 4.5, which
   * looks there first; empty when the image has none.
   */
  public static Optional<String> choose(Tree tree) throws IOException {
    List<String> all = of(tree);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    String newest = all.getLast();
    for (String version : all.subList(0, all.size() - 1)) {
      tree.remove(MODULES + "/" + version);
    }
    if (tree.follow("boot").isPresent()) {
      for (String name : tree.list("boot")) {
        if (name.startsWith("vmlinuz-") && !name.equals("vmlinuz-" + newest)) {
          tree.remove("boot/" + name);
        }
      }
    }
    Inode kernel = tree.follow(MODULES + "/" + newest + "/vmlinuz").orElseThrow();
    tree.put("boot/vmlinuz-" + newest, kernel.withMode(0600));
    return Optional.of(newest);
  }

  private static boolean has(Tree tree, String path) {
    try {
      return tree.follow(path).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /** Numbers of equal width, so that 5.14.0-503 comes after 5.14.0-70. */
  private static String padded(String version) {
    StringBuilder out = new StringBuilder();
    for (String part : version.split("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])", -1)) {
      boolean number = Character.isDigit(part.charAt(0));
      out.append(number ? "0".repeat(Math.max(0, 12 - part.length())) + part : part);
    }
    return out.toString();
  }
}
