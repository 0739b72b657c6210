package dev.ekube.pki;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.model.Bytes;
import dev.ekube.model.ClusterName;
import dev.ekube.model.KeyKind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The authorities of one cluster and its service-account keys, in one folder of the manager (mode
 * 0700, files 0600). They are made once and together; a store that is not whole is refused and
 * never mended or overwritten. Beside the folder stands a mark, {@code pki.made}, that outlives it:
 * with the mark and without the folder the store was lost, and no other takes its place unasked.
 *
 * <p>Everything is read when it is opened; a change of the files shows at the next opening.
 */
public final class CertificateStore {
  private final ClusterName cluster;
  private final Map<Authority, SigningAuthority> authorities;
  private final ServiceAccountKeys serviceAccountKeys;

  private CertificateStore(
      ClusterName cluster,
      Map<Authority, SigningAuthority> authorities,
      ServiceAccountKeys serviceAccountKeys) {
    this.cluster = cluster;
    this.authorities = Map.copyOf(authorities);
    this.serviceAccountKeys = serviceAccountKeys;
  }

  /**
   * Opens the store, or makes it when there never was one.
   *
   * @param folder {@code <state>/clusters/NAME/pki}
   * @param lifetime of authorities that are made now
   * @throws PkiException when it is damaged, incomplete, lost, or the disk does not do its part
   */
  public static Opening open(
      Path folder, ClusterName cluster, KeyKind keys, Duration lifetime, Instant now) {
    Path place = folder.toAbsolutePath().normalize();
    try {
      if (PrivateFiles.exists(place)) {
        return read(place, cluster);
      }
      refuseLost(place, cluster);
      boolean created = new StoreWriter(place, cluster, keys, lifetime).create(now);
      Opening.Opened opened = read(place, cluster);
      return created ? new Opening.Created(opened.store()) : opened;
    } catch (IOException e) {
      throw failed(place, cluster, e);
    }
  }

  /** The store, or nothing when there never was one. Failures are as those of {@link #open}. */
  public static Optional<Opening.Opened> find(Path folder, ClusterName cluster) {
    Path place = folder.toAbsolutePath().normalize();
    try {
      if (PrivateFiles.exists(place)) {
        return Optional.of(read(place, cluster));
      }
      refuseLost(place, cluster);
      return Optional.empty();
    } catch (IOException e) {
      throw failed(place, cluster, e);
    }
  }

  /**
   * The fingerprint that agents pin, read from one certificate and no key; nothing when there never
   * was a store. Failures are as those of {@link #open}, but only for that certificate.
   */
  public static Optional<Fingerprint> fingerprint(Path folder, ClusterName cluster) {
    Path place = folder.toAbsolutePath().normalize();
    try {
      if (PrivateFiles.exists(place)) {
        return Optional.of(new StoreReader(place, cluster).fingerprint());
      }
      refuseLost(place, cluster);
      return Optional.empty();
    } catch (IOException e) {
      throw failed(place, cluster, e);
    }
  }

  /**
   * True when the service has ever worked with the store in that folder. A store alone does not say
   * so: the first apply makes it, long before the service starts.
   */
  public static boolean wasServed(Path folder) {
    Path mark = StoreMark.served(folder.toAbsolutePath().normalize());
    try {
      return PrivateFiles.exists(mark);
    } catch (IOException e) {
      throw PkiException.failed(
          "tried to look for " + mark + " but " + reason(e),
          "run as the owner of that folder: ls -ld " + mark.getParent(),
          e);
    }
  }

  /** To be called by the service once its journal is on disk, before it gives anything away. */
  public static void markServed(Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    try {
      StoreMark.ensureServed(place);
    } catch (IOException e) {
      throw PkiException.failed(
          "tried to write " + StoreMark.served(place) + " but " + reason(e),
          "see who may write there and whether there is room: df -h " + place.getParent(),
          e);
    }
  }

  private static Opening.Opened read(Path folder, ClusterName cluster) throws IOException {
    StoreReader reader = new StoreReader(folder, cluster);
    var tightened = reader.secure();
    CertificateStore store =
        new CertificateStore(cluster, reader.authorities(), reader.serviceAccountKeys());
    StoreWriter.clearStages(folder);
    StoreMark.ensure(folder, cluster);
    return new Opening.Opened(store, tightened);
  }

  private static void refuseLost(Path folder, ClusterName cluster) throws IOException {
    if (StoreMark.stands(folder)) {
      throw PkiException.refused(
          "tried to open the authorities of cluster %s but %s is gone, and %s says it was there"
              .formatted(cluster, folder, StoreMark.of(folder)),
          "put the folder back from its backup; if there is none and every node may boot anew,"
              + " remove the mark: rm "
              + StoreMark.of(folder));
    }
  }

  private static PkiException failed(Path folder, ClusterName cluster, IOException e) {
    return PkiException.failed(
        "tried to open the authorities of cluster %s in %s but %s"
            .formatted(cluster, folder, reason(e)),
        "see who may write there and whether there is room: ls -ld "
            + folder.getParent()
            + "; df -h "
            + folder.getParent(),
        e);
  }

  private static String reason(IOException e) {
    return e instanceof AccessDeniedException
        ? "permission is denied on " + e.getMessage()
        : e.getClass().getSimpleName() + " came of " + e.getMessage();
  }

  public ClusterName cluster() {
    return cluster;
  }

  public SigningAuthority authority(Authority authority) {
    return authorities.get(authority);
  }

  public ServiceAccountKeys serviceAccountKeys() {
    return serviceAccountKeys;
  }

  /** What agents pin: the fingerprint of the SERVICE authority. */
  public Fingerprint fingerprint() {
    return authority(Authority.SERVICE).fingerprint();
  }

  /** Signs with the authority that the leaf names; see {@link SigningAuthority}. */
  public Issued issue(Leaf leaf, PublicKey key, Instant now, Duration lifetime) {
    return authority(leaf.authority()).issue(leaf, key, now, lifetime);
  }

  /** Signs for the key of a request, with the authority that the leaf names. */
  public Signing issue(Leaf leaf, Bytes request, Instant now, Duration lifetime) {
    return authority(leaf.authority()).issue(leaf, request, now, lifetime);
  }

  /** The same, for keys of those kinds alone. */
  public Signing issue(
      Leaf leaf, Bytes request, Set<KeyKind> kinds, Instant now, Duration lifetime) {
    return authority(leaf.authority()).issue(leaf, request, kinds, now, lifetime);
  }
}
