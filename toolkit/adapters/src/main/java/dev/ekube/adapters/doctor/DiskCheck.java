package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Room for images: a node image lies there unpacked, packed and compressed, about three times its
 * size together, and the archive of container images beside it.
 */
final class DiskCheck implements HostCheck {
  private static final long GIB = 1L << 30;
  private static final long LEAST = GIB;
  private static final long ENOUGH = 10 * GIB;

  @Override
  public String id() {
    return "disk";
  }

  @Override
  public List<Finding> look(Site site, Host host) {
    Set<Path> folders = new LinkedHashSet<>();
    site.warewulf().ifPresent(warewulf -> folders.addAll(used(warewulf)));
    folders.add(site.state());
    return folders.stream().map(folder -> judge(folder, host)).toList();
  }

  private static List<Path> used(WarewulfInstall warewulf) {
    return List.of(warewulf.imageRoots(), warewulf.provisionDirectory());
  }

  private Finding judge(Path folder, Host host) {
    String subject = folder.toString();
    if (host.freeBytes(folder).isEmpty()) {
      return skipped(subject, "its free space cannot be read");
    }
    long free = host.freeBytes(folder).getAsLong();
    String size = String.format(Locale.ROOT, "%.1f GiB free", (double) free / GIB);
    String remedy = "df -h " + folder + " && wwctl container list    # delete images out of use";
    if (free < LEAST) {
      return fail(subject, size + "; an image needs more than that", remedy);
    }
    return free < ENOUGH
        ? warn(subject, size + "; 10 GiB hold three images with room to build", remedy)
        : ok(subject, "%s", size);
  }
}
