package dev.ekube.etcd.real;

import static dev.ekube.etcd.real.RealEtcd.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.etcd.gateway.Answer;
import dev.ekube.etcd.gateway.EtcdGateway;
import dev.ekube.etcd.gateway.Member;
import dev.ekube.model.RealBinary;
import dev.ekube.wal.Reading;
import dev.ekube.wal.Sealing;
import dev.ekube.wal.Wal;
import dev.ekube.wal.WalReader;
import dev.ekube.wal.WalSealer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How etcd 3.5 comes back from a lost quorum. Each test is one rule. */
class EtcdRecoveryFactsTest {
  private RealEtcd lab;
  private EtcdGateway gateway;

  @BeforeEach
  void open() {
    lab = RealEtcd.plain(5);
    gateway = lab.gateway();
    lab.nodes().subList(0, 3).forEach(node -> node.startNew(lab.initialCluster(0, 1, 2), "one"));
    lab.nodes().subList(0, 3).forEach(lab::awaitHealthy);
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  /**
   * {@code --force-new-cluster} discards entries above the commit index that the log states;
   * sealing the log keeps them.
   */
  @Test
  void forceNewClusterDiscardsTheTailAndSealingKeepsIt() {
    EtcdNode leader = lab.leader();
    lab.put(leader, "before", "value");
    others(leader).forEach(EtcdNode::pause);
    // Nobody hears of these, so the leader holds them without knowing them to be committed.
    assertThat(gateway.put(leader.endpoint(), "tail", "value"))
        .isInstanceOf(Answer.Unreachable.class);
    leader.kill();
    others(leader).forEach(EtcdNode::kill);
    assertThat(wal(leader).hasTail()).isTrue();

    EtcdNode plain = revive(leader, lab.node(3));
    assertThat(plain.said("discarding uncommitted WAL entries")).isTrue();
    assertThat(lab.get(plain, "tail")).isEmpty();

    Sealing sealing = WalSealer.seal(leader.walFolder());
    assertThat(sealing).isInstanceOf(Sealing.Sealed.class);
    EtcdNode sealed = revive(leader, lab.node(4));
    assertThat(sealed.said("discarding uncommitted WAL entries")).isFalse();
    assertThat(lab.get(sealed, "tail")).isPresent();
    assertThat(lab.get(sealed, "before")).isPresent();
    assertThat(done(() -> gateway.members(sealed.endpoint()))).hasSize(1);
  }

  /**
   * A follower holds on disk whatever was acknowledged with its help, whether or not its log states
   * it as committed; sealed, all of it comes back, even when the follower was killed that moment.
   */
  @Test
  void aKilledFollowerHoldsAllThatItHelpedToAcknowledge() {
    EtcdNode leader = lab.leader();
    EtcdNode follower = others(leader).getFirst();
    others(leader).getLast().kill();
    lab.awaitHealthy(leader);
    for (int i = 0; i < 10; i++) {
      lab.put(leader, "key" + i, "value");
    }
    follower.kill();
    leader.kill();
    assertThat(WalSealer.seal(follower.walFolder()))
        .isInstanceOfAny(Sealing.Sealed.class, Sealing.Unneeded.class);
    assertThat(wal(follower).hasTail()).isFalse();
    EtcdNode sealed = revive(follower, lab.node(3));
    assertThat(sealed.said("discarding uncommitted WAL entries")).isFalse();
    for (int i = 0; i < 10; i++) {
      assertThat(lab.get(sealed, "key" + i)).as("key%d", i).isPresent();
    }
  }

  /**
   * Any two of three members were a quorum: of two survivors the one whose log reaches further
   * holds every write that was acknowledged, and once sealed gives all of them back.
   */
  @Test
  void theNewerOfTwoLogsHoldsAllThatWasAcknowledged() throws Exception {
    EtcdNode leader = lab.leader();
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        String writer = "writer" + i + "/";
        writers.execute(() -> writeUntilRefused(leader, writer, acknowledged));
      }
      Await.until("some are written", () -> acknowledged.size() > 50);
      lab.nodes().parallelStream().forEach(EtcdNode::kill);
    }
    EtcdNode newer =
        others(leader).stream().max(Comparator.comparing(node -> wal(node).last())).orElseThrow();
    WalSealer.seal(newer.walFolder());
    EtcdNode sealed = revive(newer, lab.node(3));
    for (String key : acknowledged) {
      assertThat(lab.get(sealed, key)).as(key).isPresent();
    }
  }

  private void writeUntilRefused(EtcdNode at, String writer, Set<String> acknowledged) {
    int i = 0;
    while (gateway.put(at.endpoint(), writer + i, "value") instanceof Answer.Ok<Long>) {
      acknowledged.add(writer + i);
      i++;
    }
  }

  /** etcd holds a lock on its log for as long as it runs, so that nobody seals it then. */
  @Test
  void theLogOfARunningMemberIsNotSealed() {
    EtcdNode leader = lab.leader();
    others(leader).forEach(EtcdNode::pause);
    assertThat(gateway.put(leader.endpoint(), "tail", "value"))
        .isInstanceOf(Answer.Unreachable.class);
    assertThat(WalSealer.seal(leader.walFolder()))
        .isInstanceOfSatisfying(
            Sealing.Refused.class,
            refused -> assertThat(refused.why()).contains("etcd is running on it"));
  }

  /**
   * Restored with its revision bumped and marked as compacted, a snapshot becomes a cluster of
   * three with a token of its own, whose revisions lie above all that clients have seen.
   */
  @Test
  void aSnapshotRestoredOnAllFormsAnewWithHigherRevisions() throws Exception {
    EtcdNode leader = lab.leader();
    long written = lab.put(leader, "key", "value");
    long cluster = done(() -> gateway.status(leader.endpoint())).cluster();
    Path file = lab.folder().resolve("snapshot.db");
    done(
        () -> gateway.snapshot(leader.endpoint(), file, Duration.ofSeconds(5), (done, left) -> {}));
    List<EtcdNode> three = lab.nodes().subList(0, 3);
    three.forEach(EtcdNode::wipe);
    for (EtcdNode node : three) {
      restore(file, node, "two");
    }
    three.forEach(EtcdNode::start);
    three.forEach(lab::awaitHealthy);
    assertThat(done(() -> gateway.members(leader.endpoint()))).hasSize(3).allMatch(Member::started);
    assertThat(done(() -> gateway.status(leader.endpoint())).cluster()).isNotEqualTo(cluster);
    assertThat(lab.get(leader, "key")).isPresent();
    assertThat(lab.put(leader, "key", "next")).isGreaterThan(written + 1_000_000_000);
  }

  private void restore(Path snapshot, EtcdNode node, String token) throws Exception {
    List<String> command =
        List.of(
            RealBinary.need("etcdutl").toString(),
            "snapshot",
            "restore",
            snapshot.toString(),
            "--name=" + node.name(),
            "--data-dir=" + node.dataFolder(),
            "--initial-cluster=" + lab.initialCluster(0, 1, 2),
            "--initial-cluster-token=" + token,
            "--initial-advertise-peer-urls=" + node.peerUrl(),
            "--bump-revision=1000000000",
            "--mark-compacted");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private List<EtcdNode> others(EtcdNode node) {
    List<EtcdNode> others = new ArrayList<>(lab.nodes().subList(0, 3));
    others.remove(node);
    return others;
  }

  /** Forces a copy of one member's data to be a cluster of its own, at another place. */
  private EtcdNode revive(EtcdNode dead, EtcdNode place) {
    dead.copyData(place.name());
    place.start("--force-new-cluster");
    lab.awaitHealthy(place);
    return place;
  }

  private static Wal wal(EtcdNode node) {
    return ((Reading.Sound) WalReader.read(node.walFolder())).wal();
  }
}
