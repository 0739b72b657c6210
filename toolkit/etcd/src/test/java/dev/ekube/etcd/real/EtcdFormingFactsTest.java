package dev.ekube.etcd.real;

import static dev.ekube.etcd.real.RealEtcd.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.etcd.gateway.Answer;
import dev.ekube.etcd.gateway.EtcdGateway;
import dev.ekube.etcd.gateway.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What etcd 3.5 does when members start, with and without their data. Each test is one rule. */
class EtcdFormingFactsTest {
  private RealEtcd lab;
  private EtcdGateway gateway;
  private EtcdNode first;
  private EtcdNode second;
  private EtcdNode third;

  @BeforeEach
  void open() {
    lab = RealEtcd.plain(3);
    gateway = lab.gateway();
    first = lab.node(0);
    second = lab.node(1);
    third = lab.node(2);
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  /** Members started from one static list form a cluster of exactly that list. */
  @Test
  void membersOfAStaticListFormAtOnce() {
    lab.form("one");
    assertThat(done(() -> gateway.members(first.endpoint())))
        .hasSize(3)
        .allMatch(Member::started)
        .noneMatch(Member::learner);
    lab.put(third, "key", "value");
  }

  /** Two of a static list of three form; the third comes when it comes, with no further step. */
  @Test
  void aMajorityOfTheListFormsAndTheLateOneJoins() {
    String list = lab.initialCluster(0, 1, 2);
    first.startNew(list, "one");
    second.startNew(list, "one");
    lab.awaitHealthy(first);
    assertThat(lab.member(first, third).name()).isEqualTo(third.name());
    assertThat(lab.member(first, third).started()).isFalse();
    lab.put(first, "key", "value");
    third.startNew(list, "one");
    lab.awaitHealthy(third);
    Await.until("its addresses are known", () -> lab.member(first, third).started());
    assertThat(lab.get(third, "key")).isPresent();
  }

  /** A wiped member started with state new while peers answer ends itself; nothing is harmed. */
  @Test
  void aWipedMemberThatClaimsToBeNewIsTurnedAway() {
    lab.form("one");
    third.wipe().startNew(lab.initialCluster(0, 1, 2), "one");
    assertThat(third.exitCode()).isNotZero();
    assertThat(third.said("has already been bootstrapped")).isTrue();
    lab.awaitHealthy(first);
  }

  /** A wiped follower that comes back as its old self, state existing, panics at the first word. */
  @Test
  void aWipedFollowerThatComesBackAsItsOldSelfPanics() {
    lab.form("one");
    EtcdNode leader = lab.leader();
    for (int i = 0; i < 5; i++) {
      lab.put(leader, "key" + i, "value");
    }
    EtcdNode follower = leader == third ? second : third;
    follower.wipe().startExisting(lab.initialCluster(0, 1, 2));
    assertThat(follower.exitCode()).isNotZero();
    assertThat(follower.lines())
        .anyMatch(line -> line.matches(".*tocommit\\(\\d+\\) is out of range.*"));
    lab.awaitHealthy(leader);
  }

  /**
   * A wiped member that comes back as its old self under a leader of a later term is taken in
   * without a word, although it has forgotten its votes and what it acknowledged: etcd does not
   * protect itself, so whoever starts members must.
   */
  @Test
  void aWipedLeaderThatComesBackAsItsOldSelfIsTakenIn() {
    lab.form("one");
    EtcdNode wiped = lab.leader();
    lab.put(wiped, "key", "value");
    wiped.wipe();
    EtcdNode successor = lab.leader();
    lab.awaitHealthy(successor);
    wiped.startExisting(lab.initialCluster(0, 1, 2));
    lab.awaitHealthy(wiped);
    assertThat(done(() -> gateway.members(successor.endpoint()))).hasSize(3);
    assertThat(lab.get(wiped, "key")).isPresent();
  }

  /** A member of another token has another cluster id; neither side takes the other's messages. */
  @Test
  void aMemberOfAnotherTokenIsRefused() {
    String list = lab.initialCluster(0, 1, 2);
    first.startNew(list, "one");
    second.startNew(list, "one");
    lab.awaitHealthy(first);
    third.startNew(list, "two");
    third.awaitSaid("cluster ID mismatch");
    assertThat(gateway.status(third.endpoint())).isInstanceOf(Answer.Unreachable.class);
    assertThat(lab.member(first, third).started()).isFalse();
    lab.awaitHealthy(first);
  }

  /**
   * A member that has not found a quorum since its start accepts connections and answers nothing,
   * not even its status; with a quorum it answers.
   */
  @Test
  void aMemberWithoutAQuorumSinceItsStartAnswersNothing() throws IOException {
    String list = lab.initialCluster(0, 1, 2);
    first.startNew(list, "one");
    first.awaitSaid("became pre-candidate");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), first.endpoint().getPort())) {
      assertThat(socket.isConnected()).isTrue();
    }
    assertThat(gateway.status(first.endpoint())).isInstanceOf(Answer.Unreachable.class);
    assertThat(gateway.membersKnownTo(first.endpoint())).isInstanceOf(Answer.Unreachable.class);
    second.startNew(list, "one");
    lab.awaitHealthy(first);
    assertThat(done(() -> gateway.status(first.endpoint())).leader()).isNotZero();
  }

  /**
   * A wiped majority started with state new while the survivor is off forms an EMPTY cluster, of
   * the same id: silence of the peers counts as a free hand.
   */
  @Test
  void aWipedMajorityFormsAnEmptyClusterBehindTheSurvivorsBack() {
    lab.form("one");
    lab.put(first, "key", "value");
    long cluster = done(() -> gateway.status(first.endpoint())).cluster();
    lab.nodes().forEach(EtcdNode::kill);
    String list = lab.initialCluster(0, 1, 2);
    second.wipe().startNew(list, "one");
    third.wipe().startNew(list, "one");
    lab.awaitHealthy(second);
    assertThat(lab.get(second, "key")).isEmpty();
    assertThat(done(() -> gateway.status(second.endpoint())).cluster()).isEqualTo(cluster);
  }

  /** With an intact data directory the flags on list, state and token are ignored. */
  @Test
  void aMemberWithItsDataIgnoresTheInitialFlags() {
    lab.form("one");
    lab.put(first, "key", "value");
    long cluster = done(() -> gateway.status(first.endpoint())).cluster();
    lab.nodes().forEach(EtcdNode::kill);
    first.startNew(lab.initialCluster(0), "other");
    second.startExisting(lab.initialCluster(1));
    third.startNew(lab.initialCluster(2), "third");
    lab.nodes().forEach(lab::awaitHealthy);
    assertThat(done(() -> gateway.members(first.endpoint()))).hasSize(3);
    assertThat(done(() -> gateway.status(third.endpoint())).cluster()).isEqualTo(cluster);
    assertThat(lab.get(third, "key")).isPresent();
  }

  /** A put that was acknowledged is there after every member was killed and came back. */
  @Test
  void anAcknowledgedPutSurvivesTheDeathOfAll() {
    lab.form("one");
    for (int i = 0; i < 20; i++) {
      lab.put(lab.node(i % 3), "key" + i, "value" + i);
    }
    lab.nodes().forEach(EtcdNode::kill);
    lab.nodes().forEach(EtcdNode::start);
    lab.nodes().forEach(lab::awaitHealthy);
    for (int i = 0; i < 20; i++) {
      assertThat(lab.get(first, "key" + i)).as("key%d", i).isPresent();
    }
  }
}
