package dev.ekube.pki;

import static dev.ekube.pki.Moments.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.model.KeyKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two ends over loopback: who takes whom. */
class TlsIdentityTest {
  /** The platform compares certificates with the clock of the machine. */
  private final Instant now = Instant.now();

  private final SigningAuthority service = root(Authority.SERVICE, "ekube-demo");
  private final SigningAuthority stranger = root(Authority.SERVICE, "ekube-demo");
  private final TlsIdentity manager =
      TlsIdentity.create(service, Moments.leaf(Leaves.SERVICE), KeyKind.ECDSA_P256, now, YEAR);

  private final ExecutorService pool = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void anAgentWithItsCertificateIsKnownByName() throws Exception {
    Meeting meeting = meet(Optional.of(agent(service)), "TLSv1.3");

    assertThat(meeting.peer()).contains("CN=control0");
    assertThat(meeting.protocol()).isEqualTo("TLSv1.3");
  }

  @Test
  void anAgentThatEnrolsFindsThePinnedAuthorityInTheChain() throws Exception {
    Meeting meeting = meet(Optional.empty(), "TLSv1.3");

    assertThat(meeting.peer()).isEmpty();
    X509Certificate last = (X509Certificate) meeting.chain().getLast();
    assertThat(Fingerprint.of(last)).isEqualTo(service.fingerprint());
    meeting.chain().getFirst().verify(last.getPublicKey());
  }

  @Test
  void aCertificateOfAnotherAuthorityOpensNothing() {
    assertThatThrownBy(() -> meet(Optional.of(agent(stranger)), "TLSv1.3"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void olderProtocolsAreRefused() {
    assertThatThrownBy(() -> meet(Optional.of(agent(service)), "TLSv1.2"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void itSaysWhenTheNextOneIsDue() {
    TlsIdentity day =
        TlsIdentity.create(
            service, Moments.leaf(Leaves.SERVICE), KeyKind.ECDSA_P256, now, Duration.ofHours(24));

    assertThat(day.isDue(now)).isFalse();
    assertThat(day.isDue(now.plus(Duration.ofHours(14)))).isFalse();
    assertThat(day.isDue(now.plus(Duration.ofHours(16)))).isTrue();
  }

  private record Meeting(Optional<String> peer, String protocol, List<Certificate> chain) {}

  private Meeting meet(Optional<TlsIdentity> agent, String protocol) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (SSLServerSocket listener =
        (SSLServerSocket)
            manager.context().getServerSocketFactory().createServerSocket(0, 1, loopback)) {
      listener.setSSLParameters(TlsIdentity.agentPort());
      Future<Optional<String>> server = pool.submit(() -> serve(listener));
      SSLContext context =
          agent.map(TlsIdentity::context).orElseGet(TlsIdentityTest::pinningSomewhereElse);
      SSLSession session = talk(context, listener, protocol);
      return new Meeting(
          server.get(10, TimeUnit.SECONDS),
          session.getProtocol(),
          List.of(session.getPeerCertificates()));
    }
  }

  /** Says a word, hears one, and closes first: the other end's close waits for this one's. */
  private static SSLSession talk(SSLContext context, SSLServerSocket listener, String protocol)
      throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(listener.getInetAddress(), listener.getLocalPort())) {
      socket.setSoTimeout(10_000);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {protocol});
      socket.setSSLParameters(parameters);
      socket.getOutputStream().write(1);
      socket.getInputStream().read();
      return socket.getSession();
    }
  }

  private static Optional<String> serve(SSLServerSocket listener) throws IOException {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      socket.setSoTimeout(10_000);
      socket.getInputStream().read();
      socket.getOutputStream().write(1);
      return Optional.of(socket.getSession().getPeerPrincipal().getName());
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private SigningAuthority root(Authority authority, String name) {
    return SigningAuthority.create(
        authority, name, KeyPairs.generate(KeyKind.ECDSA_P256), now, Lifetimes.KUBEADM.authority());
  }

  private TlsIdentity agent(SigningAuthority signer) {
    Leaf leaf =
        new Leaf(
            "agent",
            Authority.SERVICE,
            "control0",
            List.of(),
            Set.of(Leaf.Usage.CLIENT),
            List.of(),
            List.of());
    // It trusts the real manager whoever signed its own certificate.
    TlsIdentity made = TlsIdentity.create(signer, leaf, KeyKind.ECDSA_P256, now, YEAR);
    return made.trusting(List.of(service.certificate()));
  }

  /** An agent that looks at the chain itself, after the handshake. */
  private static SSLContext pinningSomewhereElse() {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {new TakesAnyone()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class TakesAnyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
