package dev.ekube.lock;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.LockedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A lock as text: entries in order of their names, so that one changed image changes one entry, and
 * the comments of the text before it kept where they stood.
 */
public final class LockText {
  private static final String TITLE =
      """
      # Written by `ekube lock`. All that is fetched must have these digests.
      apiVersion: ekube.dev/v1alpha1
      kind: ClusterLock
      """;

  private LockText() {}

  /** The text of a new file. */
  public static String of(Lock lock) {
    StringBuilder text = new StringBuilder(TITLE).append(architecture(lock));
    text.append(lock.images().isEmpty() ? LockLines.NONE : "images:").append("\n");
    lock.images().forEach(image -> entry(image).forEach(line -> text.append(line).append('\n')));
    PackageShape.lines(lock.packages()).forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /**
   * The text that follows {@code previous}. Entries that say the same stay letter by letter; those
   * that say something else keep their comments. A text that is laid out in another way than {@link
   * #of} writes it is written anew.
   */
  public static String of(Lock lock, String previous) {
    // Packages come last and are written anew: there are too many for anybody to comment on.
    List<String> all = previous.lines().toList();
    int packages = all.indexOf(PackageShape.KEY);
    List<String> before = packages < 0 ? all : all.subList(0, packages);
    Optional<LockLines> lines = LockLines.of(String.join("\n", before) + "\n");
    if (lines.isEmpty()) {
      return of(lock);
    }
    List<String> after = PackageShape.lines(lock.packages());
    String text =
        merged(lock, lines.get()) + String.join("", after.stream().map(l -> l + "\n").toList());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean right =
        LockReader.read("cluster.lock.yaml", bytes) instanceof LockResult.Good good
            && good.lock().equals(lock);
    return right ? text : of(lock);
  }

  private static String merged(Lock lock, LockLines before) {
    List<String> lines = new ArrayList<>();
    for (String line : before.head()) {
      lines.add(line.startsWith("architecture:") ? kept(line, architecture(lock).strip()) : line);
    }
    lines.add(lock.images().isEmpty() ? LockLines.NONE : "images:");
    Map<String, LockLines.Block> blocks = new TreeMap<>();
    before.blocks().forEach(block -> blocks.put(block.name(), block));
    for (LockedImage image : lock.images()) {
      LockLines.Block block = blocks.get(image.name().value());
      if (block == null) {
        lines.addAll(entry(image));
      } else {
        lines.addAll(block.comments());
        lines.addAll(changed(block.lines(), entry(image)));
      }
    }
    lines.addAll(before.tail());
    return String.join("\n", lines) + "\n";
  }

  /** The new lines, each with the remark that stood behind the old line of the same key. */
  private static List<String> changed(List<String> old, List<String> now) {
    List<String> lines = new ArrayList<>();
    for (String line : now) {
      String key = line.substring(0, line.indexOf(':') + 1);
      Optional<String> same = old.stream().filter(o -> o.startsWith(key)).findFirst();
      lines.add(same.map(o -> kept(o, line)).orElse(line));
    }
    // A comment between two keys would have no place of its own in the new entry.
    for (String line : old) {
      if (line.strip().startsWith("#")) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String kept(String old, String now) {
    int remark = old.indexOf(" #");
    return remark < 0 ? now : now + " " + old.substring(remark).stripLeading();
  }

  private static String architecture(Lock lock) {
    return "architecture: " + lock.architecture() + "\n";
  }

  private static List<String> entry(LockedImage image) {
    List<String> lines = new ArrayList<>();
    lines.add("  - name: " + image.name());
    if (!image.top().equals(image.manifest())) {
      lines.add("    index: " + flow(image.top()));
    }
    lines.add("    manifest: " + flow(image.manifest()));
    return lines;
  }

  private static String flow(Descriptor d) {
    String kind = ManifestKind.ofMediaType(d.mediaType()).word();
    return "{kind: " + kind + ", size: " + d.size() + ", digest: \"" + d.digest() + "\"}";
  }
}
