package dev.ekube.etcd.real;

import dev.ekube.etcd.gateway.Answer;
import dev.ekube.etcd.gateway.Endpoints;
import dev.ekube.etcd.gateway.EtcdGateway;
import dev.ekube.etcd.gateway.KeyValue;
import dev.ekube.etcd.gateway.Member;
import dev.ekube.model.RealBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Some real etcd members on loopback, none of them started yet; skips the test where there is no
 * etcd. Everything ends and goes away with {@link #close}, and with this JVM.
 */
public final class RealEtcd implements AutoCloseable {
  /** Two preallocated files of 64 MB a member: less room than this is left to other things. */
  private static final long ROOM = 4L << 30;

  private final Path program = RealBinary.need("etcd");
  private final Path folder;
  private final Optional<TestPki> pki;
  private final EtcdGateway gateway;
  private final List<EtcdNode> nodes = new ArrayList<>();
  private final Thread reaper = new Thread(this::end);

  private RealEtcd(int count, boolean tls) {
    try {
      folder = Files.createTempDirectory(base(), "ekube-etcd");
      pki = tls ? Optional.of(TestPki.in(folder.resolve("pki"))) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gateway =
        pki.map(keys -> EtcdGateway.over(keys.client(), EtcdGateway.LIMIT))
            .orElseGet(() -> EtcdGateway.plain(EtcdGateway.LIMIT));
    String scheme = tls ? "https://127.0.0.1:" : "http://127.0.0.1:";
    for (int i = 0; i < count; i++) {
      nodes.add(new EtcdNode(this, "n" + i, scheme + freePort(), scheme + freePort()));
    }
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /** Members that speak without TLS, which is faster. */
  public static RealEtcd plain(int count) {
    return new RealEtcd(count, false);
  }

  /** Members that ask each other and their clients for certificates. */
  public static RealEtcd tls(int count) {
    return new RealEtcd(count, true);
  }

  public EtcdNode node(int index) {
    return nodes.get(index);
  }

  public List<EtcdNode> nodes() {
    return List.copyOf(nodes);
  }

  /** A client that trusts the members and is trusted by them. */
  public EtcdGateway gateway() {
    return gateway;
  }

  /** A place for files that goes away with the lab; data folders are in it. */
  public Path folder() {
    return folder;
  }

  public Endpoints endpoints() {
    return new Endpoints(nodes.stream().map(EtcdNode::endpoint).toList());
  }

  /** {@code n0=http://…,n1=http://…}, as the flag wants it. */
  public String initialCluster(int... indices) {
    return Arrays.stream(indices)
        .mapToObj(this::node)
        .map(node -> node.name() + "=" + node.peerUrl())
        .collect(Collectors.joining(","));
  }

  /** Starts all members at once from one static list, and waits until each serves. */
  public RealEtcd form(String token) {
    int[] all = IntStream.range(0, nodes.size()).toArray();
    nodes.forEach(node -> node.startNew(initialCluster(all), token));
    nodes.forEach(this::awaitHealthy);
    return this;
  }

  /** Waits until a member answers through the quorum. */
  public void awaitHealthy(EtcdNode node) {
    Await.until(
        node.name() + " is healthy",
        () -> gateway.health(node.endpoint()) instanceof Answer.Ok<Long>);
  }

  /** The member of that name among those that the quorum knows. */
  public Member member(EtcdNode asked, EtcdNode wanted) {
    return done(() -> gateway.members(asked.endpoint())).stream()
        .filter(member -> member.peerUrls().contains(wanted.peerUrl()))
        .findFirst()
        .orElseThrow();
  }

  /** Writes a key through a member; the revision that did it. */
  public long put(EtcdNode node, String key, String value) {
    return done(() -> gateway.put(node.endpoint(), key, value));
  }

  /** Reads a key through the quorum. */
  public Optional<KeyValue> get(EtcdNode node, String key) {
    return done(() -> gateway.get(node.endpoint(), key));
  }

  /** The member that leads, as it sees itself. */
  public EtcdNode leader() {
    return Await.value(
        "somebody leads",
        () -> nodes.stream().filter(EtcdNode::alive).filter(this::leads).findFirst());
  }

  /** Tells whether a member believes to lead. */
  public boolean leads(EtcdNode node) {
    return gateway
        .status(node.endpoint())
        .map(status -> status.leader() == status.member())
        .equals(new Answer.Ok<>(true));
  }

  /** The value of a call that must work at once. */
  public static <T> T ok(Answer<T> answer) {
    if (answer instanceof Answer.Ok<T>(T value)) {
      return value;
    }
    throw new AssertionError("etcd did not do it: " + answer);
  }

  /** The value of a call that may be made again: a busy machine may miss a limit or elect anew. */
  public static <T> T done(Supplier<Answer<T>> call) {
    return Await.value(
        "etcd does it",
        () -> call.get() instanceof Answer.Ok<T>(T value) ? Optional.of(value) : Optional.empty());
  }

  /** Makes a call that must never work until it is refused in one of these words. */
  public static <T> void refused(Supplier<Answer<T>> call, String... words) {
    List<String> expected = List.of(words);
    Await.until(
        "etcd refuses it with " + expected,
        () ->
            switch (call.get()) {
              case Answer.Ok<T>(T value) ->
                  throw new AssertionError("etcd did not refuse it: " + value);
              case Answer.Refused<T>(int code, String said) -> expected.contains(said);
              case Answer.Unreachable<T>(String why) -> false;
            });
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(reaper);
    end();
  }

  private void end() {
    nodes.forEach(EtcdNode::kill);
    gateway.close();
    delete(folder);
  }

  Path program() {
    return program;
  }

  List<String> tlsFlags() {
    return pki.map(TestPki::flags).orElse(List.of());
  }

  static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Memory where there is plenty, because etcd syncs every write. */
  private static Path base() throws IOException {
    Path memory = Path.of("/dev/shm");
    boolean roomy = Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > ROOM;
    return roomy ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Below the ports that a kernel gives to outgoing connections, so that nobody else takes it. */
  private static int freePort() {
    return ThreadLocalRandom.current()
        .ints(20_000, 32_000)
        .filter(RealEtcd::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
