package dev.ekube.agent.node;

import dev.ekube.machine.Incarnation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which boot this is. */
public final class Boot {
  private Boot() {}

  /**
   * The kernel's boot id. Containers that play nodes share one kernel; whoever boots them puts an
   * id of theirs into {@code /run/ekube/boot-id}.
   */
  public static Incarnation incarnation(Layout layout) throws IOException {
    Optional<String> given = Durable.read(layout.run().resolve("boot-id"));
    Path kernels = layout.at("/proc/sys/kernel/random/boot_id");
    return new Incarnation(
        (given.isPresent() ? given.orElseThrow() : Files.readString(kernels)).strip());
  }

  /** True once in a boot, for the agent that starts first. */
  public static boolean isFirstStart(Layout layout) {
    return !Files.exists(seen(layout));
  }

  public static void remember(Layout layout) throws IOException {
    Durable.write(seen(layout), "", 0600);
  }

  private static Path seen(Layout layout) {
    return layout.run().resolve("started");
  }
}
