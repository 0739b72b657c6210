package dev.ekube.agent;

import dev.ekube.agent.link.Trust;
import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.model.Bytes;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.KeyKind;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.pki.CertificateStore;
import dev.ekube.pki.Lifetimes;
import dev.ekube.pki.Signing;
import dev.ekube.pki.TlsIdentity;
import dev.ekube.wire.AgentCodec;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.Frame;
import dev.ekube.wire.ManagerCodec;
import dev.ekube.wire.ManagerMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A manager over real TLS that lets everybody in and says what the test tells it to say. */
final class FakeManager implements AutoCloseable {
  final Cluster cluster = Clusters.demo();
  final BlockingQueue<AgentMessage> heard = new LinkedBlockingQueue<>();
  final List<Integer> sourcePorts = new CopyOnWriteArrayList<>();
  final ByteArrayOutputStream blobs = new ByteArrayOutputStream();
  volatile Optional<String> refusal = Optional.empty();
  volatile long clock = System.currentTimeMillis();
  volatile Duration lifetime = Lifetimes.KUBEADM.leaf();

  private final CertificateStore store;
  private final SSLServerSocket server;
  private volatile Optional<SSLSocket> connection = Optional.empty();

  FakeManager(Path folder, int port, KeyKind keys) throws IOException {
    store =
        CertificateStore.open(folder, cluster.name(), keys, Duration.ofDays(1), Instant.now())
            .store();
    Leaf leaf =
        Leaves.manager(cluster).stream()
            .filter(each -> each.name().equals(Leaves.SERVICE))
            .findFirst()
            .orElseThrow();
    TlsIdentity identity =
        TlsIdentity.create(
            store.authority(Authority.SERVICE), leaf, keys, Instant.now(), Duration.ofHours(1));
    server = (SSLServerSocket) identity.context().getServerSocketFactory().createServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setWantClientAuth(true);
    Threads.start("fake-manager", this::accept);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  String fingerprint() throws Exception {
    X509Certificate authority = store.authority(Authority.SERVICE).certificate();
    return Trust.fingerprint(authority);
  }

  Node node(NodeName name) {
    return cluster.nodes().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
  }

  /** Says something on the connection that has said Hello. */
  void say(ManagerMessage message) throws IOException {
    send(connection.orElseThrow(), Frame.json(ManagerCodec.write(message)));
  }

  void sayBlob(byte[] chunk) throws IOException {
    send(connection.orElseThrow(), Frame.blob(chunk));
  }

  void sayRaw(byte[] bytes) throws IOException {
    connection.orElseThrow().getOutputStream().write(bytes);
  }

  void hangUp() throws IOException {
    connection.orElseThrow().close();
  }

  /** The next message of that kind; others before it are passed over. */
  <T extends AgentMessage> T next(Class<T> type) throws InterruptedException {
    while (true) {
      AgentMessage message = heard.poll(20, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no " + type.getSimpleName() + " within 20 s");
      }
      if (type.isInstance(message)) {
        return type.cast(message);
      }
    }
  }

  private void accept() {
    try {
      while (true) {
        SSLSocket socket = (SSLSocket) server.accept();
        Threads.start("fake-connection", () -> serve(socket));
      }
    } catch (IOException e) {
      heard.clear();
    }
  }

  private void serve(SSLSocket socket) {
    try (socket) {
      sourcePorts.add(socket.getPort());
      send(socket, Frame.json(ManagerCodec.write(new ManagerMessage.Time(clock))));
      for (Optional<Frame> frame = read(socket); frame.isPresent(); frame = read(socket)) {
        if (frame.orElseThrow().kind() == Frame.Kind.BLOB) {
          blobs.writeBytes(frame.orElseThrow().payload());
          continue;
        }
        AgentMessage message = AgentCodec.read(frame.orElseThrow().payload());
        if (message instanceof AgentMessage.Enrol enrol) {
          send(socket, Frame.json(ManagerCodec.write(answer(enrol))));
        }
        if (message instanceof AgentMessage.Hello) {
          connection = Optional.of(socket);
        }
        heard.add(message);
      }
    } catch (IOException e) {
      // The test looks at what was heard.
      blobs.writeBytes(new byte[0]);
    }
  }

  private static Optional<Frame> read(SSLSocket socket) throws IOException {
    return Frame.read(socket.getInputStream(), Frame.MAX_PAYLOAD);
  }

  private static synchronized void send(SSLSocket socket, Frame frame) throws IOException {
    socket.getOutputStream().write(frame.bytes());
  }

  private ManagerMessage answer(AgentMessage.Enrol enrol) {
    return refusal.isPresent()
        ? new ManagerMessage.Refused(refusal.orElseThrow(), 50)
        : new ManagerMessage.Admitted(
            certificates(enrol.node(), enrol.requests()), authorities(), keys(), List.of());
  }

  SortedMap<String, String> certificates(NodeName node, SortedMap<String, Bytes> requests) {
    SortedMap<String, String> signed = new TreeMap<>();
    for (Leaf leaf : Leaves.of(cluster, node(node))) {
      Signing signing = store.issue(leaf, requests.get(leaf.name()), Instant.now(), lifetime);
      signed.put(leaf.name(), ((Signing.Signed) signing).issued().chainPem());
    }
    return signed;
  }

  SortedMap<String, String> authorities() {
    SortedMap<String, String> authorities = new TreeMap<>();
    authorities.put("cluster", store.authority(Authority.CLUSTER).trustPem());
    authorities.put("etcd", store.authority(Authority.ETCD).trustPem());
    return authorities;
  }

  private SortedMap<String, String> keys() {
    return new TreeMap<>(
        Map.of(
            "private", store.serviceAccountKeys().privatePem(),
            "public", store.serviceAccountKeys().publicPem()));
  }

  @Override
  public void close() throws IOException {
    server.close();
    if (connection.isPresent()) {
      connection.orElseThrow().close();
    }
  }
}
