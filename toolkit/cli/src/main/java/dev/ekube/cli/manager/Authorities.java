package dev.ekube.cli.manager;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import dev.ekube.manager.ledger.LedgerStore;
import dev.ekube.model.ClusterName;
import dev.ekube.model.KeyKind;
import dev.ekube.pki.CertificateStore;
import dev.ekube.pki.Fingerprint;
import dev.ekube.pki.Lifetimes;
import dev.ekube.pki.Opening;
import dev.ekube.pki.PkiException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The certificate authorities of one cluster on this manager, in the words of the command line. */
public final class Authorities {
  private final ClusterName cluster;
  private final Path folder;
  private final Clock clock;

  Authorities(ClusterName cluster, Path state, Clock clock) {
    this.cluster = cluster;
    this.folder = state.resolve("pki");
    this.clock = clock;
  }

  /** Where they are, or will be. */
  public Path folder() {
    return folder;
  }

  /** What agents know the manager by; nothing before the first apply. Reads no key. */
  public Optional<String> fingerprint() {
    return inWords(() -> CertificateStore.fingerprint(folder, cluster)).map(Fingerprint::text);
  }

  /** The same for somebody who may perhaps not look; nothing then. */
  public Optional<String> fingerprintIfKnown() {
    try {
      return fingerprint();
    } catch (PortException e) {
      if (e.isPrecondition()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Opens them; it is a missing precondition when there are none. */
  public CertificateStore open(Consumer<String> story) {
    Opening.Opened opened =
        inWords(() -> CertificateStore.find(folder, cluster))
            .orElseThrow(
                () ->
                    PortException.precondition(
                        "tried to sign for cluster %s but it has no certificate authorities in %s"
                            .formatted(cluster, folder),
                        "let the first apply make them: ekube apply"));
    tell(opened, story);
    return opened.store();
  }

  /**
   * Opens them, or makes them when there never were any; returns their fingerprint.
   *
   * @param keys of authorities that are made now; those that are there stay as they are
   */
  public String make(KeyKind keys, Consumer<String> story) {
    prepareJournal();
    Opening opening =
        inWords(
            () ->
                CertificateStore.open(
                    folder, cluster, keys, Lifetimes.KUBEADM.authority(), clock.instant()));
    switch (opening) {
      case Opening.Created created ->
          story.accept(
              "made the certificate authorities of cluster %s in %s; keep a backup of that folder"
                  .formatted(cluster, folder));
      case Opening.Opened opened -> tell(opened, story);
    }
    return opening.store().fingerprint().text();
  }

  /** Comes first, so that new authorities never look like those of a journal that was lost. */
  private void prepareJournal() {
    if (inWords(() -> CertificateStore.find(folder, cluster)).isEmpty()) {
      try {
        LedgerStore.prepare(folder.resolveSibling("arbiter"));
      } catch (IOException e) {
        throw PortException.failed(
            "tried to make the journal of cluster " + cluster + " but " + Reason.of(e),
            "look who else works in " + folder.getParent(),
            e);
      }
    }
  }

  private static void tell(Opening.Opened opened, Consumer<String> story) {
    opened
        .tightened()
        .forEach(
            path ->
                story.accept(
                    "warning: others could read %s until now; see docs/certificates.md"
                        .formatted(path)));
  }

  private static <T> T inWords(Supplier<T> action) {
    try {
      return action.get();
    } catch (PkiException e) {
      throw switch (e.kind()) {
        case REFUSED -> PortException.precondition(e.getMessage(), e.hint());
        case FAILED -> PortException.failed(e.getMessage(), e.hint(), e);
      };
    }
  }
}
