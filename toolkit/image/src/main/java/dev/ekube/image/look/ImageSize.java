package dev.ekube.image.look;

import dev.ekube.image.pack.InstalledPackages;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.FileList;
import dev.ekube.rpm.Nevra;
import dev.ekube.rpm.PackageFile;
import dev.ekube.rpm.header.Header;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What takes the memory of nodes, by directory and by package. */
public final class ImageSize {
  private ImageSize() {}

  /** Something and its bytes. */
  public record Weight(String name, long bytes) {}

  /** The directories of that depth, the heaviest first; a file with two names counts once. */
  public static List<Weight> directories(Tree tree, int depth) {
    Map<String, Long> sums = new TreeMap<>();
    Set<Inode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    tree.all()
        .forEach(
            (path, inode) -> {
              if (inode.kind() instanceof Inode.Kind.Regular file && seen.add(inode)) {
                sums.merge(top(path, depth), file.content().size(), Long::sum);
              }
            });
    return heaviest(sums);
  }

  /** The packages, the heaviest first. */
  public static List<Weight> packages(Tree tree) throws IOException {
    Map<String, Long> sums = new TreeMap<>();
    for (Header header : InstalledPackages.read(tree)) {
      long sum = 0;
      for (PackageFile file : FileList.of(header)) {
        if (file.type() == PackageFile.Type.REGULAR && tree.get(file.path()).isPresent()) {
          sum += file.size();
        }
      }
      sums.put(Nevra.of(header).toString(), sum);
    }
    return heaviest(sums);
  }

  /** All bytes of regular files. */
  public static long total(Tree tree) {
    return directories(tree, 0).stream().mapToLong(Weight::bytes).sum();
  }

  private static String top(String path, int depth) {
    int end = -1;
    for (int i = 0; i < depth; i++) {
      int slash = path.indexOf('/', end + 1);
      if (slash < 0) {
        break;
      }
      end = slash;
    }
    return "/" + path.substring(0, Math.max(end, 0));
  }

  private static List<Weight> heaviest(Map<String, Long> sums) {
    return sums.entrySet().stream()
        .map(e -> new Weight(e.getKey(), e.getValue()))
        .sorted(Comparator.comparingLong(Weight::bytes).reversed().thenComparing(Weight::name))
        .toList();
  }
}
