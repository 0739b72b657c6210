package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.Frame;
import dev.ekube.wire.MemberStatus;
import dev.ekube.wire.NodeStatus;
import dev.ekube.wire.OperatorCodec;
import dev.ekube.wire.OperatorMessage;
import dev.ekube.wire.OperatorReply;
import dev.ekube.wire.TimelineRow;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that ask the service, against a service that gives set answers. */
class ServiceVerbsTest {
  private static final NodeName C0 = new NodeName("control0");
  private static final NodeName C1 = new NodeName("control1");

  @TempDir Path folder;
  private Shell shell;
  private ServerSocketChannel server;
  private final BlockingQueue<OperatorMessage> asked = new LinkedBlockingQueue<>();
  private volatile Function<OperatorMessage, OperatorReply> service =
      message -> new OperatorReply.StatusIs(status(false));

  @BeforeEach
  void open() throws IOException {
    shell = new Shell(folder);
    Path socket = shell.sandbox("run/ekube/ekube.sock");
    Files.createDirectories(socket.getParent());
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel channel = server.accept()) {
        Frame frame = Frame.read(Channels.newInputStream(channel), Frame.MAX_PAYLOAD).orElseThrow();
        OperatorMessage message = OperatorCodec.readMessage(frame.payload());
        asked.add(message);
        byte[] answer = OperatorCodec.write(service.apply(message));
        channel.write(ByteBuffer.wrap(Frame.json(answer).bytes()));
      } catch (IOException e) {
        // The test has ended.
        return;
      }
    }
  }

  private static ClusterStatus status(boolean ready) {
    NodeStatus one =
        new NodeStatus(
            C0,
            Role.CONTROL,
            true,
            Optional.of(new Incarnation("a")),
            "settled",
            "done",
            1_000,
            Optional.empty(),
            0,
            List.of(),
            ready);
    NodeStatus other =
        new NodeStatus(
            C1,
            Role.CONTROL,
            false,
            Optional.empty(),
            "absent",
            "not seen yet",
            56_000,
            Optional.empty(),
            2,
            List.of(),
            ready);
    return new ClusterStatus(
        "demo",
        61_000,
        ready ? "ready" : "formed",
        3,
        "restored from snapshot 2-50",
        ready,
        List.of(one, other),
        List.of(new MemberStatus(new MemberId(255), "control0", false, true, true)),
        Optional.of(C0),
        List.of(new SnapshotRef("3-90", 3, 90, 80, "00", 10)),
        List.of("control1: waiting for its turn"),
        List.of("a snapshot of epoch 2 failed"));
  }

  @Test
  void statusSaysWhatEachNodeDoesAndSinceWhen() {
    Shell.Run run = shell.inSandbox("status");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("demo  formed  epoch 3  0 of 2 nodes Ready  VIP at control0")
        .contains("control0  control  NotReady  done (60 s)")
        .contains("control1  control  NotReady  not seen yet (5 s, attempt 2)")
        .contains("ff                control0  voter, healthy, leader")
        .contains("1, newest 3-90 of epoch 3 at revision 90")
        .contains("control1: waiting for its turn")
        .contains("a snapshot of epoch 2 failed");
  }

  @Test
  void theStatusPagesAddressIsFoundWhileAServiceRuns() throws IOException {
    Shell.Run before = shell.inSandbox("status", "--url");
    assertThat(before.exitCode()).isEqualTo(4);
    assertThat(before.err()).contains("no service runs", "ekube serve");

    Files.writeString(shell.sandbox("run/ekube/page.url"), "http://127.0.0.1:1/#token=abc\n");
    Shell.Run run = shell.inSandbox("status", "--url");
    assertThat(run.out()).isEqualTo("http://127.0.0.1:1/#token=abc\n");
  }

  @Test
  void aStatusPageForOthersNeedsACertificate() {
    Shell fresh = new Shell(folder.resolve("fresh"));
    Shell.Run open = fresh.inSandbox("serve", "--page", "10.0.0.13:9441");
    assertThat(open.exitCode()).isEqualTo(2);
    assertThat(open.err()).contains("--page-cert", "ssh -L");

    Shell.Run half = fresh.inSandbox("serve", "--page-cert", "page.pem");
    assertThat(half.exitCode()).isEqualTo(2);
    assertThat(half.err()).contains("--page-cert and --page-key go together");
  }

  @Test
  void statusOfAReadyClusterEndsWithZero() {
    service = message -> new OperatorReply.StatusIs(status(true));
    assertThat(shell.inSandbox("status", "-o", "json").exitCode()).isZero();
    assertThat(shell.inSandbox("status", "-o", "json").out()).contains("\"phase\":\"ready\"");
  }

  @Test
  void waitEndsWithOneWhenTheTimeIsOver() throws InterruptedException {
    service = message -> new OperatorReply.Waited(false, status(false));
    Shell.Run run = shell.inSandbox("wait", "--for", "api", "--timeout", "90s");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(asked.take()).isEqualTo(new OperatorMessage.Wait("", "api", 90_000));
    assertThat(run.err()).contains("not seen yet");
  }

  @Test
  void theTimelineIsToldInSecondsSinceTheFirstAgent() {
    service =
        message ->
            new OperatorReply.TimelineIs(
                List.of(
                    new TimelineRow(C0, "place-etcd", 1_500, 500),
                    new TimelineRow(C0, "await-api", 4_000, 3_000),
                    new TimelineRow(C0, "place-controllers", 4_100, 3_100)));
    assertThat(shell.inSandbox("timeline").out()).contains("   3.000 s  control0  await-api");
    assertThat(shell.inSandbox("timeline", "-o", "csv").out())
        .contains("Stage 1,Stage 2,Stage 3,Stage 4,Stage 5,Aggregated")
        .contains(",0.500,2.500,0.100,,,,3.000,,");
  }

  @Test
  void logsOfANodeComeByWayOfItsAgent() throws InterruptedException {
    service = message -> new OperatorReply.LogLines(List.of("one", "two"));
    Shell.Run run = shell.inSandbox("logs", "control1", "--unit", "kubelet");
    assertThat(run.out()).isEqualTo("one\ntwo\n");
    assertThat(asked.take()).isEqualTo(new OperatorMessage.Logs("", C1, "kubelet", 50));
  }

  @Test
  void aRefusalOfTheArbiterIsAMissingPrecondition() throws InterruptedException {
    service = message -> new OperatorReply.Asked(Optional.of("control1 is connected"));
    Shell.Run run = shell.inSandbox("recover", "--fence", "control1", "--yes");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("control1 is connected");
    assertThat(asked.take()).isEqualTo(new OperatorMessage.Ask("", new Request.Fence(C1)));
  }

  @Test
  void whatGivesUpDataIsNotDoneUnasked() {
    Shell.Run run = shell.inSandbox("recover", "--new-epoch");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("given up").contains("--yes");
    assertThat(asked).isEmpty();
  }

  @Test
  void rebootsArePlannedInTheOrderGiven() throws InterruptedException {
    service = message -> new OperatorReply.Asked(Optional.empty());
    assertThat(shell.inSandbox("reboot", "control1", "control0").exitCode()).isZero();
    assertThat(asked.take())
        .isEqualTo(
            new OperatorMessage.Ask(
                "", new Request.Reboot(List.of(C1, C0), "asked for by the operator")));
  }

  @Test
  void aServiceThatDoesNotRunIsAMissingPrecondition() {
    Shell.Run run = new Shell(folder.resolve("elsewhere")).inSandbox("status");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("does not run").contains("ekube serve");
  }

  @Test
  void aSpanOrNameThatIsNoneIsToldByItsRule() {
    assertThat(shell.inSandbox("wait", "--timeout", "soon").err()).contains("such as 8h");
    assertThat(shell.inSandbox("logs", "Not_A_Node").err()).contains("no node's name");
  }
}
