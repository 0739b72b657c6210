package dev.ekube.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.agent.node.Identity;
import dev.ekube.machine.Data;
import dev.ekube.machine.Milestone;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.Task;
import dev.ekube.machine.Ticket;
import dev.ekube.machine.node.Recipe;
import dev.ekube.model.Ipv4;
import dev.ekube.model.KeyKind;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.Frame;
import dev.ekube.wire.ManagerMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgentTest {
  private static final SortedMap<NodeName, String> MEMBERS =
      Order.members(Map.of(Rig.CONTROL, "https://10.0.0.1:2380"));

  @TempDir Path folder;
  private Rig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(folder);
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  @Test
  void certificatesAreRenewedBeforeTheyEndAndPlacedAnew() throws Exception {
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    rig.settled(rig.order(form(1)));
    Path placed = rig.layout.at("/etc/kubernetes/pki/etcd/server.crt");
    String first = Files.readString(placed);
    rig.manager.say(new ManagerMessage.Ping(1));
    rig.machine.controllers.add(77L);

    rig.machine.clock = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(300);
    rig.manager.say(new ManagerMessage.Ping(2));
    AgentMessage.Renew renew = rig.manager.next(AgentMessage.Renew.class);
    assertThat(rig.manager.heard).noneMatch(AgentMessage.Renew.class::isInstance);
    rig.manager.say(
        new ManagerMessage.Certificates(
            rig.manager.certificates(Rig.CONTROL, renew.requests()), rig.manager.authorities()));

    // Once was for its registration.
    while (Collections.frequency(rig.machine.done, "restart kubelet.service") < 2) {
      Thread.onSpinWait();
    }
    assertThat(Files.readString(placed)).isNotEqualTo(first);
    assertThat(rig.machine.done).contains("terminate 77");
  }

  private static Order.Form form(int epoch) {
    return new Order.Form(new Ticket(epoch, Rig.CONTROL, Rig.BOOT), MEMBERS);
  }

  @Test
  void aNodeIsLetInAndFormsItsPartOfTheCluster() throws Exception {
    rig.startAgent();
    AgentMessage.Enrol enrol = rig.manager.next(AgentMessage.Enrol.class);
    assertThat(enrol.incarnation()).isEqualTo(Rig.BOOT);
    assertThat(enrol.data()).isEqualTo(new Data.Empty());
    rig.manager.next(AgentMessage.Hello.class);

    NodeReport report = rig.settled(rig.order(form(1)));

    assertThat(report.milestones().stream().map(Milestone::task))
        .containsExactlyElementsOf(Recipe.of(form(1), new Data.Empty()));
    assertThat(report.data().epochHeld()).isEqualTo(1);
    assertThat(rig.machine.done.stream().distinct())
        .containsExactly(
            "enqueue haproxy.service",
            "enqueue keepalived.service",
            "start kubelet.service",
            "ask 6443",
            "restart kubelet.service");
    assertThat(rig.read("/etc/kubernetes/manifests/kube-apiserver.yaml")).isEqualTo("api");
  }

  @Test
  void placedFilesHoldKeysThatNeverLeftTheNode() throws Exception {
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    rig.settled(rig.order(form(1)));

    Path key = rig.layout.at("/etc/kubernetes/pki/etcd/server.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(rig.read("/etc/kubernetes/pki/etcd/server.key"))
        .startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(rig.read("/etc/kubernetes/pki/ca.crt"))
        .isEqualTo(rig.manager.authorities().get("cluster"));
    String admin = rig.read("/etc/kubernetes/admin.conf").replace("data: ", "").strip();
    assertThat(new String(Base64.getDecoder().decode(admin), StandardCharsets.US_ASCII))
        .startsWith("-----BEGIN CERTIFICATE-----\n");
    assertThat(Files.readSymbolicLink(rig.layout.at("/var/lib/kubelet/pki/current.pem")))
        .hasToString("/var/lib/kubelet/pki/first.pem");
    assertThat(Files.readString(folder.resolve("log"))).doesNotContain("PRIVATE");
  }

  @Test
  void keysAreOfTheKindThatTheOverlayNames(@TempDir Path elsewhere) throws Exception {
    try (Rig rsa = new Rig(elsewhere, KeyKind.RSA_2048)) {
      // What an attempt with another overlay has left.
      Identity before = new Identity(rsa.layout, List.of(Identity.AGENT), KeyKind.ECDSA_P256);
      before.requests();
      // Made here, because a busy machine takes longer for thirteen than the agent is waited for.
      new Identity(rsa.layout, LeafNames.of(Role.CONTROL), KeyKind.RSA_2048).requests();

      rsa.startAgent();
      AgentMessage.Enrol enrol = rsa.manager.next(AgentMessage.Enrol.class);
      rsa.manager.next(AgentMessage.Hello.class);

      assertThat(enrol.requests()).hasSizeGreaterThan(10);
      Identity made = new Identity(rsa.layout, List.of(Identity.AGENT), KeyKind.ECDSA_P256);
      assertThat(KeyKind.of(made.chain(Identity.AGENT).getFirst().getPublicKey()))
          .contains(KeyKind.RSA_2048);
      // A key that has its certificate is kept until the next boot.
      String key = made.read("key", Identity.AGENT).orElseThrow();
      made.requests();
      assertThat(made.read("key", Identity.AGENT)).contains(key);
    }
  }

  @Test
  void anAgentThatStartsAgainInTheSameBootIsNotLetInAgain() throws Exception {
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    rig.settled(rig.order(form(1)));
    rig.stopAgent();
    rig.manager.heard.clear();

    rig.startAgent();

    AgentMessage first = rig.manager.heard.poll(20, TimeUnit.SECONDS);
    assertThat(first).isInstanceOf(AgentMessage.Hello.class);
    assertThat(((AgentMessage.Hello) first).report().data().epochHeld()).isEqualTo(1);
  }

  @Test
  void aManagerThatGoesAwayHarmsNothingAndIsFoundAgain() throws Exception {
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    OrderId id = rig.order(form(1));
    rig.settled(id);

    rig.restartManager();

    assertThat(rig.manager.next(AgentMessage.Hello.class).report().order()).isEqualTo(id);
    assertThat(rig.read("/etc/kubernetes/manifests/etcd.yaml")).isEqualTo("etcd");
  }

  @Test
  void anotherAuthorityThanTheOneInTheOverlayIsToldNothing() throws Exception {
    rig.startAgent("0".repeat(64));

    assertThat(rig.manager.heard.poll(1_500, TimeUnit.MILLISECONDS)).isNull();
    assertThat(Files.readString(folder.resolve("log"))).contains("another authority");
  }

  @Test
  void theClockIsSetBeforeAnythingElse() throws Exception {
    rig.machine.clock = 0;
    rig.startAgent();

    AgentMessage.Enrol enrol = rig.manager.next(AgentMessage.Enrol.class);

    assertThat(enrol.wallClock()).isEqualTo(rig.manager.clock);
    assertThat(rig.machine.done.getFirst()).isEqualTo("set clock");
    rig.manager.next(AgentMessage.Hello.class);
  }

  @Test
  void aNodeThatIsRefusedAsksAgain() throws Exception {
    rig.manager.refusal = Optional.of("another boot of this node is at work");
    rig.startAgent();
    rig.manager.next(AgentMessage.Enrol.class);
    rig.manager.next(AgentMessage.Enrol.class);
    rig.manager.refusal = Optional.empty();

    rig.manager.next(AgentMessage.Hello.class);
    assertThat(Files.readString(folder.resolve("log"))).contains("another boot of this node");
  }

  @Test
  void aTaskThatFailsSaysWhyAndIsTriedUntilItWorks() throws Exception {
    rig.machine.apiTrouble = Optional.of("HTTP/1.1 500 Internal Server Error");
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    OrderId id = rig.order(form(1), Rig.files().subList(0, 5));

    assertThat(rig.failing(id)).isEqualTo("PLACE_ETCD: the manager sent no files for this");

    rig.machine.apiTrouble = Optional.empty();
    rig.manager.say(new ManagerMessage.Refresh(Rig.files(), List.of("haproxy.service")));
    rig.settled(id);
    assertThat(rig.machine.done).contains("reload haproxy.service");
  }

  @Test
  void aSnapshotIsFetchedAndRestoredUnderTheEpochsToken() throws Exception {
    byte[] snapshot = "a snapshot".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(snapshot));
    SnapshotRef ref = new SnapshotRef("s1", 1, 7, 9, digest, snapshot.length);
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    OrderId id = rig.order(new Order.Restore(new Ticket(2, Rig.CONTROL, Rig.BOOT), MEMBERS, ref));

    // The first attempt is cut in the middle; the second goes on from there.
    assertThat(rig.manager.next(AgentMessage.FetchSnapshot.class).offset()).isZero();
    rig.manager.say(new ManagerMessage.SnapshotBegin("s1", 0, snapshot.length, digest));
    rig.manager.sayBlob(Arrays.copyOf(snapshot, 50_000));
    rig.manager.say(new ManagerMessage.SnapshotRefused("s1", "cut"));
    long offset = rig.manager.next(AgentMessage.FetchSnapshot.class).offset();
    assertThat(offset).isEqualTo(50_000);
    rig.manager.say(new ManagerMessage.SnapshotBegin("s1", offset, snapshot.length, digest));
    rig.manager.sayBlob(Arrays.copyOfRange(snapshot, 50_000, snapshot.length));

    assertThat(rig.settled(id).data().epochHeld()).isEqualTo(2);
    assertThat(rig.fakes.calls.getFirst())
        .containsSubsequence("etcdutl", "snapshot", "restore")
        .containsSubsequence("--name", "control0")
        .containsSubsequence("--initial-cluster", "control0=https://10.0.0.1:2380")
        .containsSubsequence("--initial-cluster-token", "demo-2")
        .containsSubsequence("--initial-advertise-peer-urls", "https://10.0.0.1:2380")
        .containsSubsequence("--bump-revision", "1000000000")
        .contains("--mark-compacted");
    assertThat(rig.layout.scratch()).doesNotExist();
  }

  @Test
  void aDamagedSnapshotIsNotRestored() throws Exception {
    SnapshotRef ref = new SnapshotRef("s1", 1, 7, 9, "0".repeat(64), 3);
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    OrderId id = rig.order(new Order.Restore(new Ticket(2, Rig.CONTROL, Rig.BOOT), MEMBERS, ref));
    rig.manager.next(AgentMessage.FetchSnapshot.class);
    rig.manager.say(new ManagerMessage.SnapshotBegin("s1", 0, 3, "0".repeat(64)));
    rig.manager.sayBlob(new byte[] {1, 2, 3});

    assertThat(rig.failing(id)).isEqualTo("FETCH_SNAPSHOT: the snapshot s1 arrived damaged");
    assertThat(rig.fakes.calls).isEmpty();
  }

  @Test
  void dataOfAnOlderEpochIsDeletedAndThatOfTheSameGoesOn() throws Exception {
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    rig.settled(rig.order(form(1)));
    rig.machine.listens = false;

    NodeReport report = rig.settled(rig.order(form(2)));

    assertThat(report.milestones().stream().map(Milestone::task))
        .startsWith(Task.STOP_CONTROL_PLANE, Task.WIPE_OLDER);
    assertThat(rig.read("/var/lib/etcd/member/ekube-epoch")).isEqualTo("2\n");
  }

  @Test
  void aKubeletThatServedAnotherEpochIsStartedAnew() throws Exception {
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    rig.settled(rig.order(new Order.Serve(1)));
    rig.stopAgent();

    // Another agent of the same boot knows which epoch it was.
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    rig.settled(rig.order(new Order.Serve(1)));
    assertThat(rig.machine.done).doesNotContain("restart kubelet.service");
    rig.settled(rig.order(new Order.Serve(2)));
    assertThat(rig.machine.done).containsOnlyOnce("restart kubelet.service");
  }

  @Test
  void aSupersededBootStopsEverythingAndAsksToBeLetInAnew() throws Exception {
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    rig.settled(rig.order(form(1)));
    rig.machine.processes.add(4711L);

    rig.manager.say(new ManagerMessage.Superseded("a newer boot was let in"));

    rig.manager.next(AgentMessage.Enrol.class);
    rig.manager.next(AgentMessage.Hello.class);
    while (!rig.machine.processes.isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(rig.machine.done).contains("terminate 4711");
    assertThat(rig.layout.at("/etc/kubernetes/manifests/etcd.yaml")).doesNotExist();
  }

  @Test
  void aPingIsAnsweredAndLogsAreSent() throws Exception {
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    Ipv4 held = Ipv4.parse("10.0.0.99");
    rig.machine.addresses.add(held);
    rig.manager.say(new ManagerMessage.Ping(42));
    assertThat(rig.manager.next(AgentMessage.Pong.class))
        .isEqualTo(new AgentMessage.Pong(42, List.of(held)));
    rig.manager.say(new ManagerMessage.AskLogs(7, "kubelet.service", 10));
    AgentMessage.Log log = rig.manager.next(AgentMessage.Log.class);
    assertThat(log.ask()).isEqualTo(7);
    assertThat(log.lines()).containsExactly("a line of kubelet.service");
  }

  @Test
  void anAgentThatIsAskedToEndSaysGoodbye() throws Exception {
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    rig.manager.say(new ManagerMessage.Ping(1));
    rig.manager.next(AgentMessage.Pong.class);

    rig.agent.leave();

    assertThat(rig.manager.next(AgentMessage.Goodbye.class).reason()).contains("asked to end");
  }

  @Test
  void logsOfAStaticPodAreThoseThatTheKubeletKeeps() throws Exception {
    Path pods = rig.layout.at("/var/log/pods");
    Path old = Files.createDirectories(pods.resolve("kube-system_etcd-control0_1/etcd"));
    Path present = Files.createDirectories(pods.resolve("kube-system_etcd-control0_2/etcd"));
    Files.writeString(old.resolve("0.log"), "of an older pod\n");
    Files.setLastModifiedTime(old.resolve("0.log"), FileTime.fromMillis(1));
    Files.writeString(present.resolve("0.log"), "one\ntwo\nthree\n");
    rig.startAgent();
    rig.manager.next(AgentMessage.Hello.class);
    rig.manager.say(new ManagerMessage.AskLogs(8, "etcd", 2));
    assertThat(rig.manager.next(AgentMessage.Log.class).lines()).containsExactly("two", "three");
  }

  @Test
  void nonsenseFromTheManagerEndsTheConnectionAndNothingElse() throws Exception {
    rig.startAgent();
    for (byte[] nonsense :
        List.of(
            Frame.json("{\"v\":1,\"type\":\"sing\"}".getBytes(StandardCharsets.UTF_8)).bytes(),
            Frame.json(new byte[] {(byte) 0xff}).bytes(),
            new byte[] {0x7f, 0, 0, 0, 0},
            new byte[] {0, 0, 0, 1, 9, 9})) {
      rig.manager.next(AgentMessage.Hello.class);
      rig.manager.sayRaw(nonsense);
    }
    rig.manager.next(AgentMessage.Hello.class);
    rig.settled(rig.order(form(1)));
  }
}
