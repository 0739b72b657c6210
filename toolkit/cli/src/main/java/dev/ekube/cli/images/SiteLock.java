package dev.ekube.cli.images;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.lock.Lock;
import dev.ekube.model.Cluster;
import dev.ekube.model.node.NodeImages;
import dev.ekube.oci.pull.PullException;
import dev.ekube.oci.pull.Resolver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The lock that node images are built from. Packages that are pinned in it stay as they are. */
public final class SiteLock {
  private final LockedSite site;

  private SiteLock(LockedSite site) {
    this.site = site;
  }

  /** The one that belongs to a cluster.yaml. */
  public static SiteLock of(Path clusterFile, Cluster cluster, PlaceOptions options) {
    return new SiteLock(LockedSite.of(clusterFile, cluster, options));
  }

  /** As it is; one that pins no packages although cluster.yaml asks for some is an error. */
  public Lock asItIs() {
    return usable()
        .orElseThrow(
            () ->
                PortException.precondition(
                    "tried to find the packages of the node images but %s pins none"
                        .formatted(site.file().path()),
                    "ekube lock --packages " + site.clusterFile()));
  }

  /** The same; a lock without packages is completed first, as {@code ekube lock} would do it. */
  public Lock complete(Terminal terminal) {
    return usable().orElseGet(() -> written(withImages(terminal), terminal));
  }

  /** The same without a word about container images, for a lab, which brings its own. */
  public Lock completePackages(Terminal terminal) {
    return usable().orElseGet(() -> written(wanted().lock(List.of()), terminal));
  }

  private Optional<Lock> usable() {
    NodeImages content = site.cluster().images().content();
    boolean none = content.base().isEmpty() && content.control().isEmpty();
    return site.file()
        .read()
        .map(LockFile.Content::lock)
        .filter(lock -> lock.architecture() == site.cluster().images().architecture())
        .filter(lock -> none || !lock.packages().isEmpty());
  }

  private Wanted wanted() {
    return Wanted.of(site, site.file().read().map(LockFile.Content::lock), false);
  }

  private Lock withImages(Terminal terminal) {
    Wanted wanted = wanted();
    try (Sources sources = Sources.of(site, wanted.all())) {
      Resolver resolver = new Resolver(sources.registries());
      return wanted.resolved(resolver, wanted.asking(List.of()), false);
    } catch (PullException e) {
      throw Trouble.of(e, terminal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("asking registries");
    }
  }

  private Lock written(Lock lock, Terminal terminal) {
    try {
      Lock whole = lock.withPackages(SitePackages.choose(site));
      site.file().write(whole, site.file().read());
      terminal
          .err()
          .printf("%d packages locked in %s%n", whole.packages().size(), site.file().path());
      return whole;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("asking package repositories");
    }
  }
}
