package dev.ekube.etcd.gateway;

import static dev.ekube.etcd.real.RealEtcd.done;
import static dev.ekube.etcd.real.RealEtcd.ok;
import static dev.ekube.etcd.real.RealEtcd.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.etcd.real.Await;
import dev.ekube.etcd.real.EtcdNode;
import dev.ekube.etcd.real.RealEtcd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against three real members that ask for certificates. */
class EtcdGatewayTest {
  private static RealEtcd lab;
  private static EtcdGateway gateway;

  @TempDir Path folder;

  @BeforeAll
  static void form() {
    lab = RealEtcd.tls(4);
    gateway = lab.gateway();
    String three = lab.initialCluster(0, 1, 2);
    List<EtcdNode> founders = lab.nodes().subList(0, 3);
    founders.forEach(node -> node.startNew(three, "one"));
    founders.forEach(lab::awaitHealthy);
  }

  @AfterAll
  static void close() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void listsMembersWithTheirAddresses() {
    EtcdNode asked = lab.node(0);
    List<Member> members = done(() -> gateway.members(asked.endpoint()));
    assertThat(members.stream().collect(Collectors.toMap(Member::name, Member::peerUrls)))
        .isEqualTo(
            Map.of(
                "n0", List.of(lab.node(0).peerUrl()),
                "n1", List.of(lab.node(1).peerUrl()),
                "n2", List.of(lab.node(2).peerUrl())));
    assertThat(members).allMatch(Member::started).noneMatch(Member::learner);
    assertThat(members.getFirst().clientUrls()).hasSize(1);
    assertThat(done(() -> gateway.membersKnownTo(asked.endpoint()))).containsAll(members);
  }

  @Test
  void writesAndReads() {
    long revision = lab.put(lab.node(0), "grüße/1", "Ä\n\"x\"");
    assertThat(lab.get(lab.node(1), "grüße/1")).contains(new KeyValue("Ä\n\"x\"", revision));
    assertThat(lab.get(lab.node(1), "absent")).isEmpty();
    assertThat(done(() -> gateway.health(lab.node(2).endpoint()))).isGreaterThanOrEqualTo(revision);
  }

  @Test
  void tellsTheStatusAndHandsOverTheLead() {
    EtcdNode leader = lab.leader();
    MemberStatus status = done(() -> gateway.status(leader.endpoint()));
    assertThat(status.version()).isEqualTo("3.5.16");
    assertThat(status.leader()).isEqualTo(status.member());
    assertThat(status.raftIndex()).isPositive();
    assertThat(status.raftTerm()).isPositive();
    assertThat(status.dbSize()).isPositive();
    assertThat(status.errors()).isEmpty();

    EtcdNode heir = lab.node(leader == lab.node(0) ? 1 : 0);
    long to = lab.member(leader, heir).id();
    refused(() -> gateway.moveLeader(heir.endpoint(), to), "etcdserver: not leader");
    done(() -> gateway.moveLeader(leader.endpoint(), to));
    Await.until("the heir leads", () -> lab.leader() == heir);
  }

  @Test
  void refusalsCarryEtcdsWords() {
    Answer<?> answer = gateway.remove(lab.node(0).endpoint(), -1);
    assertThat(answer).isEqualTo(new Answer.Refused<>(5, "etcdserver: member not found"));
  }

  @Test
  void silenceIsAValue() {
    assertThat(gateway.status(lab.node(3).endpoint()))
        .isInstanceOfSatisfying(
            Answer.Unreachable.class,
            answer -> assertThat(answer.why()).contains("ConnectException"));
    assertThat(lab.endpoints().first(gateway::health)).isInstanceOf(Answer.Ok.class);
  }

  @Test
  void aStrangerIsNotServed() {
    try (RealEtcd other = RealEtcd.tls(0)) {
      assertThat(other.gateway().status(lab.node(0).endpoint()))
          .isInstanceOf(Answer.Unreachable.class);
    }
  }

  @Test
  void fetchesASnapshotWithItsProgress() throws Exception {
    for (int i = 0; i < 40; i++) {
      lab.put(lab.node(0), "key" + i, "v".repeat(10_000));
    }
    Path file = folder.resolve("one.db");
    List<Long> steps = new ArrayList<>();
    List<Long> left = new ArrayList<>();
    long bytes =
        ok(
            gateway.snapshot(
                lab.node(1).endpoint(),
                file,
                Duration.ofSeconds(5),
                (done, rest) -> {
                  steps.add(done);
                  left.add(rest);
                }));
    assertThat(Files.size(file)).isEqualTo(bytes);
    assertThat(steps).isSorted().endsWith(bytes).hasSizeGreaterThan(2);
    assertThat(left.getFirst()).isPositive();
    assertThat(left.getLast()).isZero();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
