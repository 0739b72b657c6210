package dev.ekube.manager;

import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.machine.Condition;
import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.OrderId;
import dev.ekube.model.Bytes;
import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.wire.AgentCodec;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.Frame;
import dev.ekube.wire.ManagerCodec;
import dev.ekube.wire.ManagerMessage;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** What an agent does on the wire, and nothing of what it does on its node. */
public final class TestAgent {
  private static final char[] NO_PASSWORD = new char[0];

  private final Cluster cluster;
  private final Node node;
  private final Incarnation incarnation;
  private final KeyPair key;
  private Optional<X509Certificate> certificate = Optional.empty();

  public TestAgent(Cluster cluster, Node node, String boot) {
    this(cluster, node, boot, newKey());
  }

  /** One whose certificates are all for that key. */
  public TestAgent(Cluster cluster, Node node, String boot, KeyPair key) {
    this.cluster = cluster;
    this.node = node;
    this.incarnation = new Incarnation(boot);
    this.key = key;
  }

  /** One connection, as seen by the agent. */
  public static final class Line implements Closeable {
    private final SSLSocket socket;

    private Line(SSLSocket socket) {
      this.socket = socket;
    }

    public void say(AgentMessage message) throws IOException {
      raw(Frame.json(AgentCodec.write(message)).bytes());
    }

    public void raw(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /** The next message, blobs left out; empty at the end. */
    public Optional<ManagerMessage> hear() throws IOException {
      Optional<Frame> frame = Frame.read(socket.getInputStream(), Frame.MAX_PAYLOAD);
      while (frame.isPresent() && frame.get().kind() == Frame.Kind.BLOB) {
        frame = Frame.read(socket.getInputStream(), Frame.MAX_PAYLOAD);
      }
      return frame.isEmpty()
          ? Optional.empty()
          : Optional.of(ManagerCodec.read(frame.get().payload()));
    }

    /** Hears on until such a message comes, answering pings meanwhile. */
    public <T extends ManagerMessage> T hear(Class<T> wanted) throws IOException {
      while (true) {
        ManagerMessage message = hear().orElseThrow(() -> new IOException("no " + wanted));
        if (message instanceof ManagerMessage.Ping ping) {
          say(new AgentMessage.Pong(ping.number(), List.of()));
        }
        if (wanted.isInstance(message)) {
          return wanted.cast(message);
        }
      }
    }

    public SSLSocket socket() {
      return socket;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Enrols: connects, asks, and takes the certificates. */
  public ManagerMessage.Admitted enrol(InetSocketAddress manager) throws IOException {
    try (Line line = connect(manager, false)) {
      line.say(enrolment(Leaves.of(cluster, node)));
      ManagerMessage.Admitted admitted = line.hear(ManagerMessage.Admitted.class);
      take(admitted);
      return admitted;
    }
  }

  /** Keeps the agent's certificate for later connections. */
  public void take(ManagerMessage.Admitted admitted) throws IOException {
    try {
      byte[] pem = admitted.certificates().get(Leaves.AGENT).getBytes(StandardCharsets.US_ASCII);
      certificate =
          Optional.of(
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(pem)));
    } catch (CertificateException e) {
      throw new IOException(e);
    }
  }

  /** Connects with the certificate and says hello. */
  public Line greet(InetSocketAddress manager) throws IOException {
    Line line = connect(manager, true);
    line.say(hello());
    return line;
  }

  /** The first words of a connection with a certificate. */
  AgentMessage.Hello hello() {
    return new AgentMessage.Hello(cluster.name().value(), node.name(), report(), "test", 0);
  }

  public NodeReport report() {
    return new NodeReport(
        incarnation, new Data.Empty(), OrderId.NONE, 0, new Condition.Idle(0), List.of());
  }

  public AgentMessage.Enrol enrolment(List<Leaf> leaves) {
    SortedMap<String, Bytes> requests = new TreeMap<>();
    leaves.forEach(leaf -> requests.put(leaf.name(), request(key)));
    return new AgentMessage.Enrol(
        cluster.name().value(), node.name(), incarnation, new Data.Empty(), requests, "test", 0);
  }

  /** TLS to the manager, with or without the certificate. */
  public Line connect(InetSocketAddress manager, boolean known) throws IOException {
    Socket bare = new Socket();
    bare.connect(manager, 10_000);
    return connect(bare, known);
  }

  /** TLS over a socket that is connected already. */
  public Line connect(Socket bare, boolean known) throws IOException {
    try {
      bare.setSoTimeout(20_000);
      bare.setTcpNoDelay(true);
      KeyManager[] keys = known ? keys() : new KeyManager[0];
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys, new TrustManager[] {new Anybody()}, null);
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(bare, "manager", 1, true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(Leaves.serviceName(cluster))));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new Line(socket);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private KeyManager[] keys() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    X509Certificate[] chain = {certificate.orElseThrow()};
    store.setKeyEntry("own", key.getPrivate(), NO_PASSWORD, chain);
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  /** A request whose names nobody reads. */
  static Bytes request(KeyPair pair) {
    try {
      var builder =
          new JcaPKCS10CertificationRequestBuilder(
              new X500Principal("CN=whatever"), pair.getPublic());
      String algorithm = "SHA256with" + (pair.getPrivate() instanceof ECKey ? "ECDSA" : "RSA");
      var signer = new JcaContentSignerBuilder(algorithm).build(pair.getPrivate());
      return Bytes.of(builder.build(signer).getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** The fingerprint is the agent's business; here it is the service that is tried. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
