package dev.ekube.pki;

import dev.ekube.model.ClusterName;
import dev.ekube.model.KeyKind;
import java.nio.file.Path;
import java.time.Instant;

/** Opens or makes a store in a process of its own, which may be killed. */
final class StoreMakerMain {
  private StoreMakerMain() {}

  /** Takes the folder. */
  public static void main(String[] arguments) {
    CertificateStore.open(
        Path.of(arguments[0]),
        new ClusterName("demo"),
        KeyKind.ECDSA_P256,
        Lifetimes.KUBEADM.authority(),
        Instant.now());
  }
}
