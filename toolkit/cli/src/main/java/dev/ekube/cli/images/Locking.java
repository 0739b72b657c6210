package dev.ekube.cli.images;

import dev.ekube.adapters.files.InputFile;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.lock.Lock;
import dev.ekube.model.Bytes;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.pull.PullException;
import dev.ekube.oci.pull.Resolver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks registries and repositories what a lock file is to hold. */
public final class Locking {
  private final LockedSite site;
  private final Terminal terminal;

  Locking(LockedSite site, Terminal terminal) {
    this.site = site;
    this.terminal = terminal;
  }

  /**
   * Pins what cluster.yaml asks for now and its lock file lacks, packages of node images anew.
   * Where there is no lock file nothing is done: apply makes one when it needs it.
   */
  public static void refresh(ClusterArgument argument, PlaceOptions options, Terminal terminal) {
    LockedSite site = LockedSite.of(argument, options, terminal);
    Optional<LockFile.Content> before = site.file().read();
    if (before.isEmpty()) {
      return;
    }
    Locking locking = new Locking(site, terminal);
    Wanted wanted = Wanted.of(site, before.map(LockFile.Content::lock), false);
    Lock lock = locking.resolved(wanted, wanted.asking(List.of()), false);
    boolean packages = !before.get().lock().packages().isEmpty();
    if (site.file().write(packages ? locking.withPackages(lock) : lock, before)) {
      terminal.err().println(site.file().path() + ": " + lock.images().size() + " images locked");
    }
  }

  /** The lock file beside a cluster.yaml, by its name, for history; a sandbox's is its own. */
  public static Map<String, Bytes> beside(Path clusterFile, PlaceOptions options) {
    Path path = LockFile.beside(clusterFile).path();
    return options.sandbox().isEmpty()
            && InputFile.read(path, LockFile.MAX_BYTES) instanceof InputFile.Content content
        ? Map.of(path.getFileName().toString(), content.bytes())
        : Map.of();
  }

  Lock withPackages(Lock lock) {
    try {
      return lock.withPackages(SitePackages.choose(site));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("asking package repositories");
    }
  }

  Lock resolved(Wanted wanted, List<ImageRef> ask, boolean signatures) {
    if (ask.isEmpty() && !signatures) {
      return wanted.lock(List.of());
    }
    try (Sources sources = Sources.of(site, wanted.all())) {
      return wanted.resolved(new Resolver(sources.registries()), ask, signatures);
    } catch (PullException e) {
      throw Trouble.of(e, terminal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("asking registries");
    }
  }
}
