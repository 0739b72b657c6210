package dev.ekube.cli.node;

import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.packages.BaseTree;
import dev.ekube.cli.packages.PinnedPackages;
import dev.ekube.image.ImageException;
import dev.ekube.image.build.Downloads;
import dev.ekube.image.build.ImageParts;
import dev.ekube.image.build.PackageFolder;
import dev.ekube.image.build.VerifiedPackage;
import dev.ekube.lock.LockedPackage;
import dev.ekube.model.Cluster;
import dev.ekube.model.node.NodeBinary;
import dev.ekube.model.node.NodeFile;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.model.node.NodeImages;
import dev.ekube.model.node.PackageRepository;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.verify.Fingerprint;
import dev.ekube.rpm.verify.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds, fetches and checks what node images are made of. */
final class PartsFinder {
  /** 1980-01-01 in UTC, for all that has no time of its own. */
  private static final long TIME = 315_532_800L;

  private final Cluster cluster;
  private final Path beside;
  private final Path store;
  private final Downloads downloads;
  private final Path cache;
  private final List<LockedPackage> locked;
  private final Optional<Path> packages;
  private final List<Graft> grafts;
  private final InsideImages inside;
  private Optional<Tree> base = Optional.empty();

  PartsFinder(
      Cluster cluster,
      Path clusterFile,
      Manager manager,
      Path cache,
      List<LockedPackage> locked,
      Optional<Path> packages,
      List<Graft> grafts,
      InsideImages inside) {
    this.cluster = cluster;
    this.beside = clusterFile.toAbsolutePath().getParent();
    this.store = manager.imageStore();
    this.downloads = new Downloads(cache.resolve("downloads"));
    this.cache = cache;
    this.locked = locked;
    this.packages = packages;
    this.grafts = List.copyOf(grafts);
    this.inside = inside;
  }

  ImageParts parts(NodeImageKind kind) throws IOException {
    NodeImages content = cluster.images().content();
    return new ImageParts(
        kind, base(), packages(kind), content, files(content), binaries(kind), trees(kind), TIME);
  }

  private Tree base() throws IOException {
    if (base.isEmpty()) {
      base = Optional.of(BaseTree.read(cluster, beside, cache));
    }
    return base.get();
  }

  private List<VerifiedPackage> packages(NodeImageKind kind) throws IOException {
    boolean wanted = !cluster.images().content().base().isEmpty();
    if (packages.isEmpty() && locked.isEmpty() && wanted) {
      throw ImageException.tried(
          "find the packages of the " + kind.word() + " image",
          "the lock file pins none",
          "ekube lock --packages");
    }
    if (packages.isEmpty()) {
      return locked.isEmpty()
          ? List.of()
          : PinnedPackages.read(locked, kind, BlobStore.open(PinnedPackages.folder(store)), keys());
    }
    Keyring keys = keys();
    List<VerifiedPackage> all = new ArrayList<>(PackageFolder.read(packages.get(), keys));
    Path own = packages.get().resolve(kind.word());
    if (Files.isDirectory(own)) {
      all.addAll(PackageFolder.read(own, keys));
    }
    return all;
  }

  private Keyring keys() throws IOException {
    List<byte[]> files = new ArrayList<>();
    Set<Fingerprint> pinned = new HashSet<>();
    for (PackageRepository repository : cluster.images().content().repositories()) {
      for (String key : repository.keys()) {
        files.add(
            key.contains("://") ? downloads.bytes(key) : Files.readAllBytes(beside.resolve(key)));
      }
      repository.fingerprints().forEach(print -> pinned.add(Fingerprint.parse(print)));
    }
    return Keyring.of(files, pinned);
  }

  private SortedMap<String, Content> files(NodeImages content) throws IOException {
    SortedMap<String, Content> files = new TreeMap<>();
    for (NodeFile file : content.files()) {
      if (file.content() instanceof NodeFile.Content.From from) {
        Path path = beside.resolve(from.path());
        files.put(from.path(), new Content.Stretch(path, 0, Files.size(path)));
      }
    }
    return files;
  }

  private SortedMap<String, Content> binaries(NodeImageKind kind) throws IOException {
    SortedMap<String, Content> binaries = new TreeMap<>();
    for (NodeBinary binary : cluster.images().content().binaries()) {
      if (binary.images().contains(kind)) {
        binaries.put(binary.path(), downloads.program(binary));
      }
    }
    return binaries;
  }

  private SortedMap<String, Tree> trees(NodeImageKind kind) throws IOException {
    SortedMap<String, Tree> trees = new TreeMap<>();
    inside.of(kind, TIME).ifPresent(tree -> trees.put(InsideImages.PLACE, tree));
    for (Graft graft : grafts) {
      trees.put(graft.at(), graft.tree());
    }
    return trees;
  }
}
