package dev.ekube.pki;

import static dev.ekube.pki.Moments.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.model.KeyKind;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** One client over a year, at a server on loopback. */
class RenewingClientTest {
  /** The platform compares certificates with the clock of the machine. */
  private final Instant now = Instant.now();

  private final SigningAuthority authority =
      SigningAuthority.create(
          Authority.SERVICE,
          "ekube-demo",
          KeyPairs.generate(KeyKind.ECDSA_P256),
          now,
          Lifetimes.KUBEADM.authority());
  private final TlsIdentity server =
      TlsIdentity.create(authority, Moments.leaf(Leaves.SERVICE), KeyKind.ECDSA_P256, now, YEAR);
  private final AtomicReference<Instant> clock = new AtomicReference<>(now);

  @Test
  void aConnectionShowsTheNextCertificateWhenItsTurnHasCome() throws Exception {
    SSLContext client = RenewingClient.context(this::identity, clock::get);

    BigInteger first = shown(client);
    clock.set(now.plus(Duration.ofDays(200)));
    assertThat(shown(client)).isEqualTo(first);

    clock.set(now.plus(Duration.ofDays(250)));
    assertThat(shown(client)).isNotEqualTo(first);
  }

  private TlsIdentity identity() {
    Leaf leaf =
        new Leaf(
            "manager",
            Authority.SERVICE,
            "manager",
            List.of(),
            Set.of(Leaf.Usage.CLIENT),
            List.of(),
            List.of());
    return TlsIdentity.create(authority, leaf, KeyKind.ECDSA_P256, now, YEAR);
  }

  /** The serial number of the certificate that a new connection shows. */
  private BigInteger shown(SSLContext client) throws Exception {
    try (SSLServerSocket listener =
        (SSLServerSocket)
            server
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.setNeedClientAuth(true);
      CompletableFuture<BigInteger> seen = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> look(listener, seen));
      try (SSLSocket socket =
          (SSLSocket)
              client
                  .getSocketFactory()
                  .createSocket(listener.getInetAddress(), listener.getLocalPort())) {
        socket.getOutputStream().write(1);
        return seen.get(10, TimeUnit.SECONDS);
      }
    }
  }

  private static void look(SSLServerSocket listener, CompletableFuture<BigInteger> seen) {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      socket.getInputStream().read();
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      seen.complete(shown.getSerialNumber());
    } catch (IOException e) {
      seen.completeExceptionally(e);
    }
  }
}
