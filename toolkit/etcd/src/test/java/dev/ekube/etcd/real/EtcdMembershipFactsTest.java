package dev.ekube.etcd.real;

import static dev.ekube.etcd.real.RealEtcd.done;
import static dev.ekube.etcd.real.RealEtcd.ok;
import static dev.ekube.etcd.real.RealEtcd.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.etcd.gateway.Added;
import dev.ekube.etcd.gateway.Answer;
import dev.ekube.etcd.gateway.EtcdGateway;
import dev.ekube.etcd.gateway.Member;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * How etcd 3.5 lets a running cluster change. Each test is one rule. They are one story of one
 * cluster, in order, because etcd wants members to have been connected for five seconds before it
 * adds another.
 */
@TestMethodOrder(OrderAnnotation.class)
class EtcdMembershipFactsTest {
  private static RealEtcd lab;
  private static EtcdGateway gateway;
  private static EtcdNode first;
  private static EtcdNode second;
  private static EtcdNode third;
  private static EtcdNode fourth;
  private static Added learner;

  @BeforeAll
  static void open() {
    lab = RealEtcd.plain(5);
    gateway = lab.gateway();
    first = lab.node(0);
    second = lab.node(1);
    third = lab.node(2);
    fourth = lab.node(3);
    lab.nodes().subList(0, 3).forEach(node -> node.startNew(lab.initialCluster(0, 1, 2), "one"));
    lab.nodes().subList(0, 3).forEach(lab::awaitHealthy);
  }

  @AfterAll
  static void close() {
    if (lab != null) {
      lab.close();
    }
  }

  /** A member is added only once all voters have been connected for five seconds. */
  @Order(1)
  @Test
  void addingIsRefusedUntilAllAreConnectedLongEnough() {
    refused(
        () -> gateway.addLearner(first.endpoint(), fourth.peerUrl()),
        "etcdserver: unhealthy cluster");
    learner =
        Await.value(
            "the learner is added",
            () ->
                gateway.addLearner(first.endpoint(), fourth.peerUrl())
                        instanceof Answer.Ok<Added>(Added added)
                    ? Optional.of(added)
                    : Optional.empty());
    assertThat(learner.member().learner()).isTrue();
    assertThat(learner.member().started()).isFalse();
    assertThat(learner.all()).hasSize(4);
  }

  /** A cluster has one learner at most. */
  @Order(2)
  @Test
  void aSecondLearnerIsRefused() {
    refused(
        () -> gateway.addLearner(first.endpoint(), lab.node(4).peerUrl()),
        "etcdserver: too many learner members in cluster");
  }

  /**
   * A peer URL is taken once: asking to add it again is refused, not done twice. The words differ
   * within one second, because an id is made of the URL and the second.
   */
  @Order(3)
  @Test
  void addingTheSameAgainIsRefused() {
    refused(
        () -> gateway.addLearner(first.endpoint(), fourth.peerUrl()),
        "etcdserver: Peer URLs already exists",
        "etcdserver: member ID already exist");
  }

  /** A learner is promoted only when it is nearly level with the leader. */
  @Order(4)
  @Test
  void promotionIsRefusedUntilTheLearnerIsInSync() {
    refused(
        () -> gateway.promote(first.endpoint(), learner.member().id()),
        "etcdserver: can only promote a learner member which is in sync with leader");
  }

  /** A learner serves neither reads through the quorum nor writes; its status tells what it is. */
  @Order(5)
  @Test
  void aLearnerServesNoClients() {
    fourth.startExisting(lab.initialCluster(0, 1, 2, 3));
    Await.until("it answers", () -> gateway.status(fourth.endpoint()) instanceof Answer.Ok<?>);
    Await.until(
        "it has heard of a leader",
        () -> done(() -> gateway.status(fourth.endpoint())).leader() != 0);
    assertThat(done(() -> gateway.status(fourth.endpoint())).learner()).isTrue();
    refused(() -> gateway.health(fourth.endpoint()), "etcdserver: rpc not supported for learner");
    refused(
        () -> gateway.put(fourth.endpoint(), "key", "value"),
        "etcdserver: rpc not supported for learner");
  }

  /** A learner has no vote: it does not make up for a lost voter. */
  @Order(6)
  @Test
  void aLearnerDoesNotCountForTheQuorum() {
    second.kill();
    third.kill();
    Await.until(
        "nobody leads",
        () ->
            gateway
                .status(first.endpoint())
                .map(s -> s.leader() == 0)
                .equals(new Answer.Ok<>(true)));
    assertThat(gateway.put(first.endpoint(), "key", "value")).isNotInstanceOf(Answer.Ok.class);
  }

  /** Without a quorum nothing is removed, and the list through the quorum is not to be had. */
  @Order(7)
  @Test
  void removingWithoutAQuorumDoesNotWork() {
    long dead =
        done(() -> gateway.membersKnownTo(first.endpoint())).stream()
            .filter(member -> member.name().equals(second.name()))
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(gateway.remove(first.endpoint(), dead)).isNotInstanceOf(Answer.Ok.class);
    assertThat(gateway.members(first.endpoint())).isNotInstanceOf(Answer.Ok.class);
    second.start();
    third.start();
    lab.nodes().subList(0, 3).forEach(lab::awaitHealthy);
    assertThat(done(() -> gateway.members(first.endpoint()))).hasSize(4);
  }

  /** Once in sync a learner becomes a voter, and serves. */
  @Order(8)
  @Test
  void aLearnerInSyncIsPromoted() {
    Await.until(
        "it is promoted",
        () ->
            lab.endpoints().first(at -> gateway.promote(at, learner.member().id()))
                instanceof Answer.Ok<?>);
    lab.awaitHealthy(fourth);
    assertThat(done(() -> gateway.members(first.endpoint()))).hasSize(4).noneMatch(Member::learner);
  }

  /**
   * A member that was removed ends itself with 0 within moments, and cannot come back with its
   * data. Removing one that lives waits until the others have been connected for five seconds.
   */
  @Order(9)
  @Test
  void aRemovedMemberStopsItself() {
    Await.until(
        "it is removed",
        () ->
            lab.endpoints().first(at -> gateway.remove(at, learner.member().id()))
                instanceof Answer.Ok<?>);
    assertThat(fourth.exitCode()).isZero();
    assertThat(fourth.said("the member has been permanently removed from the cluster")).isTrue();
    fourth.start().exitCode();
    assertThat(fourth.said("the member has been permanently removed from the cluster")).isTrue();
    assertThat(done(() -> gateway.members(first.endpoint()))).hasSize(3);
  }

  /** A voter that lives is not removed while the rest would hold no quorum of connected ones. */
  @Order(10)
  @Test
  void removingALivingVoterIsRefusedWhileAnotherIsDown() {
    third.kill();
    lab.awaitHealthy(first);
    long living = lab.member(first, second).id();
    refused(() -> gateway.remove(first.endpoint(), living), "etcdserver: unhealthy cluster");
  }

  /** A dead voter is removed at once, with no five seconds to wait. */
  @Order(11)
  @Test
  void aDeadVoterIsRemovedAtOnce() {
    long dead = lab.member(first, third).id();
    ok(lab.endpoints().first(at -> gateway.remove(at, dead)));
    assertThat(done(() -> gateway.members(first.endpoint()))).hasSize(2);
  }
}
