package dev.ekube.pki;

import dev.ekube.kubeadm.Authority;
import dev.ekube.model.ClusterName;
import dev.ekube.model.KeyKind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes a store: everything is written and synced in a folder aside, and then one rename puts it in
 * place. A run that is cut before leaves a folder aside that nothing has been given out of.
 */
final class StoreWriter {
  private final Path folder;
  private final ClusterName cluster;
  private final KeyKind keys;
  private final Duration lifetime;

  StoreWriter(Path folder, ClusterName cluster, KeyKind keys, Duration lifetime) {
    this.folder = folder;
    this.cluster = cluster;
    this.keys = keys;
    this.lifetime = lifetime;
  }

  /** Makes it; false when another process put one in place meanwhile, which then stands. */
  boolean create(Instant now) throws IOException {
    PrivateFiles.ensureFolder(folder.getParent());
    Path stage = Files.createTempDirectory(folder.getParent(), stagePrefix());
    try {
      fill(stage, now);
      // A rename replaces no folder with something in it, so of two that race one wins.
      Files.move(stage, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (PrivateFiles.exists(folder)) {
        return false;
      }
      throw e;
    } finally {
      PrivateFiles.discard(stage);
    }
    PrivateFiles.sync(folder.getParent());
    return true;
  }

  private void fill(Path stage, Instant now) throws IOException {
    for (String name : StoreLayout.folders()) {
      PrivateFiles.createFolder(stage.resolve(name));
    }
    for (Authority authority : Authority.values()) {
      KeyPair pair = KeyPairs.generate(keys);
      String name = StoreLayout.commonName(authority, cluster);
      SigningAuthority made = SigningAuthority.create(authority, name, pair, now, lifetime);
      PrivateFiles.createFile(stage.resolve(StoreLayout.certificate(authority)), made.trustPem());
      PrivateFiles.createFile(stage.resolve(StoreLayout.key(authority)), KeyFile.privatePem(pair));
    }
    // The same kind as the rest: kubeadm makes sa.key of its encryptionAlgorithm, too.
    KeyPair account = KeyPairs.generate(keys);
    PrivateFiles.createFile(stage.resolve(StoreLayout.ACCOUNT_KEY), KeyFile.privatePem(account));
    PrivateFiles.createFile(
        stage.resolve(StoreLayout.ACCOUNT_PUBLIC), KeyFile.publicPem(account.getPublic()));
    for (String name : StoreLayout.folders()) {
      PrivateFiles.sync(stage.resolve(name));
    }
    PrivateFiles.sync(stage);
  }

  /**
   * Clears away what cut runs left. The store is in place, so a run that is still at work on
   * another one would lose anyway; what cannot be removed now is left for the next opening.
   */
  static void clearStages(Path folder) throws IOException {
    String prefix = folder.getFileName() + ".new-";
    try (DirectoryStream<Path> stages =
        Files.newDirectoryStream(folder.getParent(), prefix + "*")) {
      stages.forEach(PrivateFiles::discard);
    }
  }

  private String stagePrefix() {
    return folder.getFileName() + ".new-";
  }
}
