package dev.ekube.rpm.repo;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.rpm.Nevra;
import dev.ekube.rpm.PackageFacts;
import java.net.URI;
import java.util.List;

/**
 * A package as a repository offers it.
 *
 * @param addresses where it may be had, to be tried in order
 * @param size in bytes
 */
public record RepoPackage(
    PackageFacts facts, Repository repository, List<URI> addresses, long size, Digest digest) {
  private static final String MEDIA_TYPE = "application/x-rpm";

  public RepoPackage {
    addresses = List.copyOf(addresses);
  }

  public Nevra nevra() {
    return facts.nevra();
  }

  /** What the store knows it by. */
  public Descriptor descriptor() {
    return new Descriptor(MEDIA_TYPE, digest, size);
  }

  /** The same with more files. */
  public RepoPackage withMore(List<String> more) {
    return new RepoPackage(facts.withFiles(more), repository, addresses, size, digest);
  }
}
