package dev.ekube.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.kubeadm.Leaves;
import dev.ekube.manager.net.Limits;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import dev.ekube.wire.AgentCodec;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.Frame;
import dev.ekube.wire.ManagerMessage;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever one peer does, the node that is connected is served on, and others still get in. */
@Timeout(120)
class HostileTest {
  private static final Limits TIGHT =
      new Limits(
          400,
          300,
          350,
          1_000,
          Duration.ofMillis(700),
          Duration.ofMillis(700),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Frame.MAX_ENROLMENT,
          Frame.MAX_PAYLOAD,
          1 << 20,
          500);

  private final Cluster cluster = Clusters.demo();
  private final Node friend = cluster.controlNodes().getFirst();
  private final Node other = cluster.nodes(Role.WORKER).getFirst();
  private final Random random = new Random(8);
  private final List<Socket> open = new ArrayList<>();

  @TempDir private Path state;
  private TestService service;
  private TestAgent.Line line;

  @BeforeEach
  void connect() throws IOException {
    service = TestService.start(state, cluster, TIGHT);
    TestAgent agent = new TestAgent(cluster, friend, "friend");
    agent.enrol(service.address());
    line = agent.greet(service.address());
    line.hear(ManagerMessage.Ordered.class);
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    line.close();
    service.close();
  }

  private Socket bare() throws IOException {
    Socket socket = new Socket();
    socket.connect(service.address(), 10_000);
    socket.setSoTimeout(20_000);
    open.add(socket);
    return socket;
  }

  /** The friend is still answered, and another node gets in. */
  private void assertServed() throws IOException {
    line.hear(ManagerMessage.Ping.class);
    assertThat(new TestAgent(cluster, other, "other").enrol(service.address()).certificates())
        .containsKey(Leaves.AGENT);
    assertThat(service.log()).doesNotContain("DIED");
  }

  private static void assertEnded(Socket socket) throws IOException {
    try {
      // Whatever it still says, an alert for instance, it ends.
      assertThat(socket.getInputStream().readAllBytes().length).isLessThan(1_000);
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  @Test
  void whoConnectsAndSaysNothingIsDropped() throws IOException {
    List<Socket> silent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      silent.add(bare());
    }
    assertServed();
    for (Socket socket : silent) {
      assertEnded(socket);
    }
  }

  @Test
  void whoSendsAByteNowAndThenIsDroppedAsWell() throws IOException {
    Socket slow = bare();
    byte[] hello = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
    boolean dropped = false;
    for (int i = 0; i < 40 && !dropped; i++) {
      try {
        slow.getOutputStream().write(hello[Math.min(i, hello.length - 1)]);
        slow.setSoTimeout(100);
        dropped = slow.getInputStream().read() < 0;
      } catch (SocketTimeoutException e) {
        dropped = false;
      } catch (SocketException e) {
        dropped = true;
      }
    }
    assertThat(dropped).isTrue();
    assertServed();
  }

  @Test
  void garbageInsteadOfTlsIsDropped() throws IOException {
    for (int i = 0; i < 50; i++) {
      Socket socket = bare();
      byte[] garbage = new byte[1 + random.nextInt(5_000)];
      random.nextBytes(garbage);
      try {
        socket.getOutputStream().write(garbage);
        assertEnded(socket);
      } catch (SocketException e) {
        assertThat(e).isNotNull();
      }
    }
    assertServed();
  }

  @Test
  void aThousandConnectionsOfOneAddressKeepNobodyOut() throws IOException {
    List<Socket> crowd = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      try {
        crowd.add(bare());
      } catch (IOException e) {
        assertThat(e).isNotNull();
      }
    }
    for (Socket socket : crowd) {
      assertEnded(socket);
    }
    assertServed();
  }

  @Test
  void aFrameThatClaimsTooMuchEndsTheConnection() throws IOException {
    for (int claimed : new int[] {-1, Integer.MAX_VALUE, Frame.MAX_ENROLMENT + 1}) {
      try (TestAgent.Line hostile = new TestAgent(cluster, other, "x").connect(bare(), false)) {
        hostile.raw(ByteBuffer.allocate(5).putInt(claimed).array());
        assertThat(ended(hostile)).isTrue();
      }
    }
    assertServed();
  }

  @Test
  void fuzzedFramesBeforeAndAfterTheCertificateEndTheConnectionAlone() throws IOException {
    Node fuzzer = cluster.controlNodes().getLast();
    TestAgent known = new TestAgent(cluster, fuzzer, "fuzz");
    known.enrol(service.address());
    byte[] enrol = AgentCodec.write(known.enrolment(Leaves.of(cluster, fuzzer)));
    byte[] report = AgentCodec.write(new AgentMessage.Report(known.report()));
    for (int i = 0; i < 60; i++) {
      boolean friendly = i % 2 == 0;
      try (TestAgent.Line hostile =
          friendly ? known.greet(service.address()) : known.connect(bare(), false)) {
        hostile.raw(Frame.json(mutated(friendly ? report : enrol)).bytes());
        hostile.raw(Frame.blob(new byte[random.nextInt(100)]).bytes());
        assertThat(ended(hostile)).isTrue();
      }
    }
    assertServed();
  }

  private byte[] mutated(byte[] document) {
    byte[] bytes = document.clone();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static boolean ended(TestAgent.Line line) {
    try {
      while (line.hear().isPresent()) {
        // Whatever it is told on its way out.
      }
      return true;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void whoNeverReadsIsDroppedAndHoldsNobodyUp() throws IOException {
    TestAgent deaf = new TestAgent(cluster, other, "deaf");
    deaf.enrol(service.address());
    try (TestAgent.Line line = deaf.greet(service.address())) {
      boolean dropped = false;
      // Each report with another order id asks for nothing, but fetches are answered every time.
      for (int i = 0; i < 200_000 && !dropped; i++) {
        try {
          line.say(new AgentMessage.FetchSnapshot("none-" + i + "x".repeat(2_000), 0));
        } catch (IOException e) {
          dropped = true;
        }
      }
      assertThat(dropped).isTrue();
    }
    line.hear(ManagerMessage.Ping.class);
  }
}
