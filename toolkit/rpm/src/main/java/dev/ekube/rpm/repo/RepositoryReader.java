package dev.ekube.rpm.repo;

import dev.ekube.oci.pull.PullListener;
import dev.ekube.oci.pull.WebFetch;
import dev.ekube.oci.registry.Attempts;
import dev.ekube.oci.registry.FaultKind;
import dev.ekube.oci.registry.RegistryFault;
import dev.ekube.oci.registry.WebClient;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.payload.Decompression;
import dev.ekube.rpm.verify.Signatures;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.openpgp.PGPUtil;

/**
 * Reads repositories. Metadata is kept in the store by its digest, so that what has not changed is
 * not fetched again.
 */
public final class RepositoryReader {
  private static final int MOST_REPOMD = 1 << 22;
  private static final long MOST_OPEN = 1L << 30;

  private final BlobStore store;
  private final WebClient client;
  private final PullListener listener;
  private final Set<String> architectures;

  /**
   * A reader.
   *
   * @param architecture as rpm names it, such as {@code x86_64}
   */
  public RepositoryReader(
      BlobStore store, WebClient client, PullListener listener, String architecture) {
    this.store = store;
    this.client = client;
    this.listener = listener;
    this.architectures = Set.of(architecture, "noarch");
  }

  /** Reads what is in it; a {@link RepositoryException} says why that is not possible. */
  public Contents read(Repository repository) throws IOException, InterruptedException {
    try {
      Repomd repomd = Repomd.parse(repomd(repository));
      Repomd.DataFile primary =
          repomd.file("primary").orElseThrow(() -> new BadRpmException("it has no primary.xml"));
      try (InputStream in = open(repository, primary)) {
        return new Read(repository, repomd, Primary.read(in, repository, architectures));
      }
    } catch (RegistryFault e) {
      throw trouble(repository, e.reason(), e);
    } catch (BadRpmException e) {
      throw trouble(repository, e.getMessage(), e);
    }
  }

  /** Brings a package into the store. */
  public void fetch(RepoPackage rpm) throws IOException, InterruptedException {
    new WebFetch(store, client, listener).fetch(rpm.descriptor(), rpm.addresses());
  }

  private byte[] repomd(Repository repository) throws IOException, InterruptedException {
    return new Attempts(client.limits(), listener::again)
        .run(
            repository.bases(),
            base -> {
              URI address = base.resolve("repodata/repomd.xml");
              byte[] content = client.bytes(address, MOST_REPOMD);
              try {
                requireSignature(repository, address, content);
              } catch (BadRpmException e) {
                throw new RegistryFault(FaultKind.WRONG_BYTES, "trust " + address, e.getMessage());
              }
              return content;
            });
  }

  /** A signature that is there must be right; one that is not may be, packages have their own. */
  private void requireSignature(Repository repository, URI address, byte[] content)
      throws IOException, InterruptedException {
    Optional<byte[]> signature = Optional.empty();
    try {
      signature = Optional.of(client.bytes(URI.create(address + ".asc"), MOST_REPOMD));
    } catch (RegistryFault e) {
      if (e.kind() != FaultKind.NOT_FOUND && e.kind() != FaultKind.FORBIDDEN) {
        throw e;
      }
    }
    if (signature.isPresent() && !repository.keys().fingerprints().isEmpty()) {
      try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(signature.get()))) {
        Signatures.require(content, in.readNBytes(MOST_REPOMD), repository.keys());
      }
    }
  }

  private InputStream open(Repository repository, Repomd.DataFile file)
      throws IOException, InterruptedException {
    new WebFetch(store, client, listener)
        .fetch(file.packed(), repository.addresses(file.location()));
    InputStream in = store.read(file.packed().digest());
    String compressor = compressor(file.location());
    return new Bounded(
        Decompression.open(compressor, new BufferedInputStream(in)),
        Math.min(MOST_OPEN, file.openSize().orElse(MOST_OPEN)));
  }

  private static String compressor(String location) {
    return switch (location.substring(location.lastIndexOf('.') + 1)) {
      case "gz" -> "gzip";
      case "zst" -> "zstd";
      case "xz" -> "xz";
      case "bz2" -> "bzip2";
      default -> "none";
    };
  }

  private static RepositoryException trouble(Repository repository, String reason, Exception e) {
    return new RepositoryException(
        "read the package repository " + repository.name() + " at " + repository.bases().getFirst(),
        reason,
        "check url, mirrors, keys and fingerprints of " + repository.name(),
        e);
  }

  private final class Read implements Contents {
    private final Repository repository;
    private final Repomd repomd;
    private final List<RepoPackage> packages;

    Read(Repository repository, Repomd repomd, List<RepoPackage> packages) {
      this.repository = repository;
      this.repomd = repomd;
      this.packages = List.copyOf(packages);
    }

    @Override
    public Repository repository() {
      return repository;
    }

    @Override
    public List<RepoPackage> packages() {
      return packages;
    }

    @Override
    public List<RepoPackage> holding(Set<String> paths) throws IOException, InterruptedException {
      Optional<Repomd.DataFile> lists = repomd.file("filelists");
      if (paths.isEmpty() || lists.isEmpty()) {
        return List.of();
      }
      try (InputStream in = open(repository, lists.get())) {
        Map<String, List<String>> found = Filelists.find(in, paths);
        List<RepoPackage> holders = new ArrayList<>();
        for (RepoPackage one : packages) {
          List<String> held = found.getOrDefault(one.digest().hex(), List.of());
          if (!held.isEmpty()) {
            holders.add(one.withMore(held));
          }
        }
        return holders;
      } catch (RegistryFault e) {
        throw trouble(repository, e.reason(), e);
      } catch (BadRpmException e) {
        throw trouble(repository, e.getMessage(), e);
      }
    }
  }
}
