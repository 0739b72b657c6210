package dev.ekube.adapters.doctor;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Memory for wwctl's packing and for the page cache that many booting nodes read from. */
final class MemoryCheck implements HostCheck {
  private static final long GIB = 1L << 30;
  private static final long ENOUGH = 2 * GIB;

  @Override
  public String id() {
    return "memory";
  }

  @Override
  public List<Finding> look(Site site, Host host) {
    OptionalLong memory = host.memoryBytes();
    if (memory.isEmpty()) {
      return List.of(skipped("memory", "its size cannot be read"));
    }
    String size = String.format(Locale.ROOT, "%.1f GiB", (double) memory.getAsLong() / GIB);
    return List.of(
        memory.getAsLong() >= ENOUGH
            ? ok("memory", "%s", size)
            : warn(
                "memory",
                size + "; with less than 2 GiB many nodes that boot at once are served slowly",
                "free -h    # give the manager more memory"));
  }
}
