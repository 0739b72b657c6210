package dev.ekube.cli.packages;

import dev.ekube.lock.LockedPackage;
import dev.ekube.model.Cluster;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.model.node.NodeImages;
import dev.ekube.model.node.PackageRepository;
import dev.ekube.model.node.PackageRequest;
import dev.ekube.oci.Digest;
import dev.ekube.oci.pull.PullListener;
import dev.ekube.oci.registry.Registries;
import dev.ekube.oci.registry.WebClient;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rpm.PackageFacts;
import dev.ekube.rpm.Relation;
import dev.ekube.rpm.Scriptlet;
import dev.ekube.rpm.repo.Contents;
import dev.ekube.rpm.repo.PackageFetch;
import dev.ekube.rpm.repo.RepositoryReader;
import dev.ekube.rpm.solve.Outcome;
import dev.ekube.rpm.solve.Solver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Chooses the packages of both node images, fetches and verifies them, and pins them. */
public final class PackageLocker {
  private final Cluster cluster;
  private final Path beside;
  private final BlobStore store;
  private final PullListener listener;

  /**
   * A locker.
   *
   * @param beside the folder of cluster.yaml
   * @param store where metadata and packages are kept
   */
  public PackageLocker(Cluster cluster, Path beside, BlobStore store, PullListener listener) {
    this.cluster = cluster;
    this.beside = beside;
    this.store = store;
    this.listener = listener;
  }

  /** What came of it. */
  public sealed interface Result {
    /** All packages, verified and in the store. */
    record Locked(List<LockedPackage> packages) implements Result {}

    /** Why there is no such set of packages. */
    record Impossible(NodeImageKind image, List<String> reasons) implements Result {}
  }

  /** {@code base} is what the base of the images has installed. */
  public Result lock(List<PackageFacts> base) throws IOException, InterruptedException {
    Registries settings = Registries.of(Map.of(), System.getenv());
    String architecture = SiteRepositories.rpmName(cluster.images().architecture());
    try (WebClient client = new WebClient(settings)) {
      RepositoryReader reader = new RepositoryReader(store, client, listener, architecture);
      List<Contents> repositories = repositories(client, reader);
      PackageFetch fetch = new PackageFetch(store, reader, settings.limits().parallel());
      NodeImages wanted = cluster.images().content();
      List<PackageFacts> there = new ArrayList<>(base);
      List<LockedPackage> all = new ArrayList<>();
      for (NodeImageKind image : NodeImageKind.values()) {
        List<PackageRequest> requests =
            image == NodeImageKind.BASE ? wanted.base() : wanted.control();
        switch (new Solver(there, repositories).solve(relations(requests))) {
          case Outcome.Impossible impossible -> {
            return new Result.Impossible(image, impossible.reasons());
          }
          case Outcome.Solved solved -> {
            if (!solved.replaced().isEmpty()) {
              return new Result.Impossible(image, tooOld(solved));
            }
            for (PackageFetch.Fetched one : fetch.fetch(solved.install())) {
              all.add(locked(one, image));
              // A header names all files; a repository only some.
              there.add(PackageFacts.of(one.rpm().header()));
            }
          }
        }
      }
      return new Result.Locked(List.copyOf(all));
    }
  }

  /** Images are put upon a base, and nothing is taken out of it. */
  private static List<String> tooOld(Outcome.Solved solved) {
    return solved.replaced().stream()
        .map(one -> "the base holds " + one + ", of which a newer version is needed")
        .toList();
  }

  private List<Contents> repositories(WebClient client, RepositoryReader reader)
      throws IOException, InterruptedException {
    SiteRepositories site = new SiteRepositories(beside, cluster.images().architecture(), client);
    List<Contents> all = new ArrayList<>();
    for (PackageRepository one : cluster.images().content().repositories()) {
      all.add(reader.read(site.repository(one)));
    }
    return all;
  }

  private static List<Relation> relations(List<PackageRequest> requests) {
    return requests.stream()
        .map(
            request ->
                request
                    .constraint()
                    .flatMap(c -> Relation.of(request.name(), c.operator().sign(), c.version()))
                    .orElse(new Relation(request.name(), 0, "")))
        .toList();
  }

  private static LockedPackage locked(PackageFetch.Fetched one, NodeImageKind image) {
    List<LockedPackage.Script> scripts = new ArrayList<>();
    for (Scriptlet script : one.rpm().scriptlets()) {
      String kind = script.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
      scripts.add(new LockedPackage.Script(kind, new Digest(script.sha256())));
    }
    return new LockedPackage(
        one.offer().nevra().toString(),
        image,
        one.offer().repository().name(),
        one.offer().addresses().getFirst().toString(),
        one.offer().size(),
        one.offer().digest(),
        one.verified().signer().hex(),
        scripts);
  }
}
