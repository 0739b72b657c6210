package dev.ekube.manager.cluster;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.arbiter.Findings;
import dev.ekube.manager.ledger.LedgerStore;
import dev.ekube.manager.net.Identity;
import dev.ekube.manager.port.Etcd;
import dev.ekube.manager.port.Kubernetes;
import dev.ekube.manager.snapshot.Shelf;
import dev.ekube.model.Cluster;
import dev.ekube.pki.CertificateStore;
import dev.ekube.pki.Issued;
import dev.ekube.pki.KeyPairs;
import dev.ekube.pki.Opening;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What one cluster keeps on the manager: {@code pki/}, {@code arbiter/} with the journal, {@code
 * snapshots/}; and the ways to it.
 *
 * @param present the cluster.yaml that holds now; those who reach outside look here each time
 * @param found the sound snapshots that lay on the disk at the opening
 */
public record Premises(
    AtomicReference<Cluster> present,
    CertificateStore authorities,
    LedgerStore.Opened ledger,
    Shelf shelf,
    List<SnapshotRef> found,
    Etcd etcd,
    Kubernetes kubernetes)
    implements Closeable {
  /** Minutes since then are what epochs after a lost journal are numbered from. */
  private static final Instant FIRST_MINUTE = Instant.parse("2026-01-01T00:00:00Z");

  private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);

  /**
   * Opens it all. The journal is opened, and with it locked, before authorities are made: were it
   * the other way round, a crash between the two would look like a lost journal.
   */
  public static Premises open(Cluster cluster, Path folder, Surroundings around)
      throws IOException {
    Path arbiter = folder.resolve("arbiter");
    Files.createDirectories(
        arbiter,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path pki = folder.resolve("pki");
    boolean fresh = CertificateStore.find(pki, cluster.name()).isEmpty();
    LedgerStore.Opened ledger = LedgerStore.open(arbiter, fresh);
    try {
      refuseOrphan(ledger, fresh, folder);
      Instant now = around.clock().instant();
      Opening opening =
          CertificateStore.open(
              pki, cluster.name(), cluster.security().keys(), AUTHORITY_LIFETIME, now);
      CertificateStore store = opening.store();
      Shelf shelf = Shelf.open(folder.resolve("snapshots"));
      tell(cluster, ledger, opening, around);
      AtomicReference<Cluster> present = new AtomicReference<>(cluster);
      Etcd etcd = around.outside().etcd(present::get, store);
      return new Premises(
          present,
          store,
          ledger,
          shelf,
          stock(cluster, ledger, shelf, etcd, around),
          etcd,
          around.outside().kubernetes(present::get, store));
    } catch (IOException | RuntimeException e) {
      ledger.store().close();
      throw e;
    }
  }

  /** Files that are no sound snapshots stay where they are, and are named. */
  private static List<SnapshotRef> stock(
      Cluster cluster, LedgerStore.Opened ledger, Shelf shelf, Etcd etcd, Surroundings around)
      throws IOException {
    Shelf.Stock stock = shelf.stock(ledger.ledger().snapshots(), etcd::verify);
    if (!stock.rejected().isEmpty()) {
      around
          .log()
          .error(
              "files among the snapshots are left alone, because they are none",
              Map.of("cluster", cluster.name(), "files", stock.rejected()));
    }
    return stock.sound();
  }

  private static void refuseOrphan(LedgerStore.Opened ledger, boolean fresh, Path folder)
      throws IOException {
    if (fresh && ledger.ledger().epoch() > 0) {
      throw new IOException(
          "tried to open "
              + folder
              + " but its journal tells of a cluster whose authorities are gone; next: put pki/"
              + " back from a backup, or move arbiter/ away and boot every node anew");
    }
  }

  private static void tell(
      Cluster cluster, LedgerStore.Opened ledger, Opening opening, Surroundings around) {
    around
        .log()
        .info(
            "cluster opened",
            Map.of(
                "cluster", cluster.name(),
                "origin", ledger.origin(),
                "epoch", ledger.ledger().epoch(),
                "fingerprint", opening.store().fingerprint()));
    if (ledger.cut() > 0) {
      around
          .log()
          .warn(
              "the journal's last write was cut by a crash and is gone",
              Map.of("cluster", cluster.name(), "bytes", ledger.cut()));
    }
    if (opening instanceof Opening.Opened opened && !opened.tightened().isEmpty()) {
      around.log().error("keys could be read by others", Map.of("files", opened.tightened()));
    }
  }

  Cluster cluster() {
    return present.get();
  }

  /** What the arbiter begins with. */
  Findings findings(Instant now) {
    long minutes = Duration.between(FIRST_MINUTE, now).toMinutes();
    int unusedEpoch = Math.clamp(minutes, 0, Integer.MAX_VALUE / 2);
    return new Findings(ledger.origin(), ledger.ledger(), found, unusedEpoch);
  }

  /** A new certificate of the service for this cluster; its key is in memory alone. */
  Identity identity(Cluster now, Instant at) {
    Leaf leaf =
        Leaves.manager(now).stream()
            .filter(candidate -> candidate.name().equals(Leaves.SERVICE))
            .findFirst()
            .orElseThrow();
    KeyPair pair = KeyPairs.generate(now.security().keys());
    Issued issued = authorities.issue(leaf, pair.getPublic(), at, now.security().certificates());
    return new Identity(
        Leaves.serviceName(now),
        pair.getPrivate(),
        List.of(issued.certificate(), issued.issuer()),
        authorities.authority(Authority.SERVICE).trusted());
  }

  @Override
  public void close() throws IOException {
    kubernetes.close();
    ledger.store().close();
  }
}
