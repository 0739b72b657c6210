package dev.ekube.oci.pull;

import dev.ekube.model.ImageRef;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.Platform;
import dev.ekube.oci.registry.Registries;
import dev.ekube.oci.store.BlobStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A pull in a process of its own, to be killed and to be measured. */
public final class PullOnce {
  private PullOnce() {}

  /** {@code STORE IMAGE…}; prints what the pull came to. */
  public static void main(String[] arguments) throws Exception {
    BlobStore store = BlobStore.open(Path.of(arguments[0]));
    Registries registries = Registries.of(Map.of(), System.getenv());
    List<ImageRef> images = Arrays.stream(arguments).skip(1).map(ImageRef::new).sorted().toList();
    long start = System.nanoTime();
    List<LockedImage> locked =
        new Resolver(registries).resolve(images, Platform.LINUX_AMD64, PullListener.NONE);
    long resolved = System.nanoTime();
    PullReport report = new Puller(store, registries).pull(locked, PullListener.NONE);
    System.out.println(report);
    System.out.println(
        "resolved in "
            + (resolved - start) / 1_000_000
            + " ms, pulled in "
            + (System.nanoTime() - resolved) / 1_000_000
            + " ms");
    System.out.println("again in " + again(store, registries, locked) + " ms");
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      lines.filter(line -> line.startsWith("VmHWM")).forEach(System.out::println);
    }
  }

  private static long again(BlobStore store, Registries registries, List<LockedImage> locked)
      throws Exception {
    long start = System.nanoTime();
    PullReport report = new Puller(store, registries).pull(locked, PullListener.NONE);
    if (report.fetched() > 0) {
      throw new IllegalStateException("the second pull fetched " + report);
    }
    return (System.nanoTime() - start) / 1_000_000;
  }
}
