package dev.ekube.rpm.repo;

import dev.ekube.oci.store.BlobStore;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.verify.Verify;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings packages into the store, several at once, and verifies each. */
public final class PackageFetch {
  private final BlobStore store;
  private final RepositoryReader reader;
  private final int parallel;

  public PackageFetch(BlobStore store, RepositoryReader reader, int parallel) {
    this.store = store;
    this.reader = reader;
    this.parallel = parallel;
  }

  /** A package that is in the store and is what it should be. */
  public record Fetched(RepoPackage offer, RpmPackage rpm, Verify.Verified verified) {}

  /** In the given order; the first fault ends it, and what has arrived stays in the store. */
  public List<Fetched> fetch(List<RepoPackage> offers) throws IOException, InterruptedException {
    ExecutorService crew = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<Fetched>> coming = new ArrayList<>();
      offers.forEach(offer -> coming.add(crew.submit(() -> fetch(offer))));
      List<Fetched> all = new ArrayList<>();
      for (Future<Fetched> one : coming) {
        all.add(one.get());
      }
      return all;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      crew.shutdownNow();
    }
  }

  private Fetched fetch(RepoPackage offer) throws IOException, InterruptedException {
    reader.fetch(offer);
    try {
      RpmPackage rpm = RpmPackage.read(store.path(offer.digest()));
      if (!rpm.nevra().equals(offer.nevra())) {
        throw new BadRpmException("it is " + rpm.nevra() + " in truth")
            .of(offer.nevra().toString());
      }
      return new Fetched(
          offer, rpm, Verify.verify(rpm, offer.repository().keys(), offer.digest().hex()));
    } catch (BadRpmException e) {
      throw new RepositoryException(
          "take " + offer.nevra() + " from the repository " + offer.repository().name(),
          e.getMessage(),
          "check keys and fingerprints of the repository, or tell its owner",
          e);
    }
  }
}
