package dev.ekube.cli.images;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.ImageArchive;
import dev.ekube.apply.port.PortException;
import dev.ekube.apply.port.Reporter;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.lock.Lock;
import dev.ekube.model.Cluster;
import dev.ekube.model.ImageRef;
import dev.ekube.model.Images;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.archive.Wholeness;
import dev.ekube.oci.pull.PullException;
import dev.ekube.oci.pull.Puller;
import dev.ekube.oci.pull.Resolver;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The archive of a site as apply sees it: the store of {@code ekube images}, and the lock file that
 * says which bytes belong to a name. Where there is no lock yet, the first pull makes it; one that
 * is there is obeyed and never changed.
 */
public final class SiteArchive implements ImageArchive {
  private final LockedSite site;
  private final Terminal terminal;

  private SiteArchive(LockedSite site, Terminal terminal) {
    this.site = site;
    this.terminal = terminal;
  }

  /** The archive for the images of that cluster.yaml. */
  public static SiteArchive of(
      Path clusterFile, Cluster cluster, PlaceOptions options, Terminal terminal) {
    return new SiteArchive(LockedSite.of(clusterFile, cluster, options), terminal);
  }

  /**
   * A site that makes its node images itself may have nobody who wants an archive here: with {@code
   * builder: existing} there is one only when images were locked.
   */
  @Override
  public boolean isManaged() {
    return site.options().sandbox().isPresent()
        || site.cluster().images().builder() != Images.Builder.EXISTING
        || Files.exists(site.file().path());
  }

  /** What is locked and whole; a lock that lacks an image is an error, because it is not ours. */
  @Override
  public Set<ImageRef> present() {
    Path folder = StoreOptions.usual(site.options());
    if (site.file().read().isEmpty() || !Files.isDirectory(folder)) {
      return Set.of();
    }
    BlobStore store = StoreOptions.open(folder);
    Set<ImageRef> present = new LinkedHashSet<>();
    for (LockedImage image : site.images()) {
      if (isWhole(store, image)) {
        present.add(image.name());
      }
    }
    return present;
  }

  private static boolean isWhole(BlobStore store, LockedImage image) {
    try {
      for (Descriptor blob : Wholeness.known(store, image)) {
        if (!store.has(blob.digest(), blob.size())) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw PortException.failed(
          "tried to look for %s in %s but %s".formatted(image.name(), store.folder(), Reason.of(e)),
          "ekube images verify --repair",
          e);
    }
  }

  @Override
  public void pull(List<ImageRef> images, Reporter reporter) {
    PullStory story = new PullStory(reporter);
    try (Sources sources = Sources.of(site, site.needed())) {
      Lock lock = locked(sources, reporter);
      List<LockedImage> wanted =
          lock.images().stream().filter(image -> images.contains(image.name())).toList();
      BlobStore store = StoreOptions.open(StoreOptions.usual(site.options()));
      new Puller(store, sources.registries()).pull(wanted, story);
    } catch (PullException e) {
      throw Trouble.of(e, terminal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("fetching images");
    }
  }

  private Lock locked(Sources sources, Reporter reporter)
      throws PullException, InterruptedException {
    if (site.file().read().isEmpty()) {
      Wanted wanted = Wanted.of(site, Optional.empty(), false);
      Lock lock = wanted.resolved(new Resolver(sources.registries()), wanted.all(), false);
      site.file().write(lock, Optional.empty());
      reporter.line(lock.images().size() + " images locked in " + site.file().path());
    }
    return site.lock();
  }
}
