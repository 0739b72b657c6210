package dev.ekube.cli.images;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.packages.BasePackages;
import dev.ekube.cli.packages.BaseTree;
import dev.ekube.cli.packages.PackageLocker;
import dev.ekube.cli.packages.PinnedPackages;
import dev.ekube.lock.Lock;
import dev.ekube.lock.LockedPackage;
import dev.ekube.oci.pull.PullListener;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rpm.PackageFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The packages of a site's node images: chosen anew for its lock file. */
final class SitePackages {
  private SitePackages() {}

  /** Beside the store of container images, whose pruning knows nothing of packages. */
  static Path folder(LockedSite site) {
    return PinnedPackages.folder(StoreOptions.usual(site.options()));
  }

  static List<LockedPackage> choose(LockedSite site) throws InterruptedException {
    Path beside = site.clusterFile().toAbsolutePath().getParent();
    String tried = "choose the packages of " + site.clusterFile();
    Path cache = Manager.of(site.options()).state().resolve("image-cache");
    requireThatSandboxesStayAlone(site, tried);
    try {
      List<PackageFacts> base = BasePackages.of(BaseTree.read(site.cluster(), beside, cache));
      BlobStore store = StoreOptions.open(folder(site));
      PackageLocker locker = new PackageLocker(site.cluster(), beside, store, PullListener.NONE);
      return switch (locker.lock(base)) {
        case PackageLocker.Result.Locked locked -> locked.packages();
        case PackageLocker.Result.Impossible impossible ->
            throw PortException.failed(
                "tried to %s but these cannot all hold for the %s image:\n  %s"
                    .formatted(
                        tried,
                        impossible.image().word(),
                        String.join("\n  ", impossible.reasons())),
                "change images.packages, images.repositories or images.base");
      };
    } catch (IOException e) {
      throw Trouble.of(e, tried);
    }
  }

  /** A sandbox touches nothing outside, so its repositories are folders. */
  private static void requireThatSandboxesStayAlone(LockedSite site, String tried) {
    boolean outside =
        site.cluster().images().content().repositories().stream()
            .anyMatch(one -> !one.url().startsWith("file:"));
    if (outside && site.options().sandbox().isPresent()) {
      throw PortException.precondition(
          "tried to " + tried + " but a sandbox asks nobody outside",
          "say images: {repositories: […]} with urls that begin with file:///");
    }
  }

  /** What differs, one line for each package. */
  static List<String> changes(Optional<Lock> before, Lock after) {
    List<String> old = lines(before.map(Lock::packages).orElse(List.of()));
    List<String> now = lines(after.packages());
    List<String> changes = new ArrayList<>();
    old.stream().filter(line -> !now.contains(line)).map(line -> "- " + line).forEach(changes::add);
    now.stream().filter(line -> !old.contains(line)).map(line -> "+ " + line).forEach(changes::add);
    return changes;
  }

  private static List<String> lines(List<LockedPackage> packages) {
    return packages.stream()
        .map(one -> one.nevra() + " (" + one.image().word() + ") " + one.digest())
        .toList();
  }
}
