package dev.ekube.sim.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.machine.MemberId;
import dev.ekube.model.NodeName;
import dev.ekube.sim.kernel.Events;
import dev.ekube.sim.kernel.Network;
import dev.ekube.sim.kernel.Prng;
import dev.ekube.sim.kernel.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The model's rules, each under the name of the test that shows the same of the real etcd. What the
 * simulator believes of etcd is what stands here.
 */
class EtcdModelTest {
  private static final NodeName A = new NodeName("a");
  private static final NodeName B = new NodeName("b");
  private static final NodeName C = new NodeName("c");

  private final Events events = new Events();
  private final Prng prng = new Prng(7);
  private final Network net = new Network(prng);
  private final Etcds etcds = new Etcds(events, prng, net, new Trace(events));
  private final SortedMap<NodeName, String> three = new TreeMap<>();
  private final List<String> exits = new ArrayList<>();
  private long written;

  @BeforeEach
  void prepare() {
    three.put(A, "https://10.0.0.1:2380");
    three.put(B, "https://10.0.0.2:2380");
    three.put(C, "https://10.0.0.3:2380");
    etcds.onExit((host, why) -> exits.add(host + ": " + why));
    beat();
  }

  private void beat() {
    etcds.beat();
    events.after(Etcds.BEAT, this::beat);
  }

  private void pass(long millis) {
    long end = events.now() + millis;
    while (events.stepUntil(end)) {
      assertThat(events.now()).isLessThanOrEqualTo(end);
    }
  }

  private Start.Outcome anew(NodeName node) {
    Start.Outcome outcome = Start.anew(etcds, 1, "t-1", three, node);
    outcome.data().ifPresent(data -> etcds.run(node, three.get(node), data));
    return outcome;
  }

  private void formThree() {
    three.keySet().forEach(this::anew);
    pass(8000);
  }

  private Etcd leader() {
    return etcds.leading(1).orElseThrow();
  }

  private NodeName follower() {
    return three.keySet().stream()
        .filter(n -> !n.equals(leader().host()))
        .findFirst()
        .orElseThrow();
  }

  private boolean write() {
    List<Boolean> answers = new ArrayList<>();
    etcds.all().stream()
        .filter(etcds::serves)
        .findFirst()
        .ifPresent(etcd -> Change.write(etcds, etcd, ++written, answers::add));
    pass(1000);
    return answers.contains(true);
  }

  private Change.Answer add(String url) {
    List<Change.Answer> answers = new ArrayList<>();
    Change.addLearner(etcds, leader(), url, answers::add);
    pass(1000);
    return answers.getFirst();
  }

  private Change.Answer remove(MemberId id) {
    List<Change.Answer> answers = new ArrayList<>();
    Change.remove(etcds, leader(), id, answers::add);
    pass(1000);
    return answers.getFirst();
  }

  private Change.Answer promote(MemberId id) {
    List<Change.Answer> answers = new ArrayList<>();
    Change.promote(etcds, leader(), id, answers::add);
    pass(1000);
    return answers.getFirst();
  }

  private MemberId id(NodeName node) {
    return etcds.on(node).orElseThrow().id();
  }

  @Test
  void aWriteIsAcknowledgedOnlyWithAQuorum() {
    formThree();
    assertThat(write()).isTrue();
    NodeName other = follower();
    etcds.kill(other);
    assertThat(write()).isTrue();
    etcds.kill(leader().host());
    pass(5000);
    assertThat(etcds.leading(1)).isEmpty();
    assertThat(write()).isFalse();
  }

  @Test
  void theSameUrlAndTokenGiveTheSameMemberId() {
    formThree();
    MemberId before = id(A);
    assertThat(Start.founder(1, "t-1", three, A, Set.of()).id()).isEqualTo(before);
    assertThat(Start.founder(2, "t-2", three, A, Set.of()).id()).isNotEqualTo(before);
  }

  @Test
  void aWipedMemberThatStartsAsNewWhilePeersAnswerExits() {
    formThree();
    NodeName wiped = follower();
    etcds.kill(wiped);
    Start.Outcome outcome = anew(wiped);
    assertThat(outcome.data()).isEmpty();
    assertThat(outcome.refusal()).contains("already been bootstrapped");
  }

  @Test
  void aWipedMemberThatStartsAsExistingWithoutRemovalCrashes() {
    formThree();
    write();
    NodeName wiped = follower();
    etcds.kill(wiped);
    Start.Outcome outcome = Start.joining(etcds, 1, three, wiped);
    etcds.run(wiped, three.get(wiped), outcome.data().orElseThrow());
    pass(2000);
    assertThat(exits).anyMatch(why -> why.startsWith(wiped + ": tocommit is out of range"));
  }

  @Test
  void aWipedMajorityThatStartsAsNewWhileTheSurvivorIsOffFormsAnEmptyCluster() {
    formThree();
    assertThat(write()).isTrue();
    three.keySet().forEach(etcds::kill);
    anew(A);
    anew(B);
    pass(5000);
    assertThat(leader().data().allWrites()).isEmpty();
  }

  @Test
  void aMemberOfAnotherTokenIsNotTalkedTo() {
    anew(A);
    etcds.run(B, three.get(B), Start.founder(1, "other", three, B, Set.of()));
    pass(10_000);
    assertThat(etcds.leading(1)).isEmpty();
  }

  @Test
  void aLearnerIsAddedOnlyWhenAllVotersHaveBeenConnectedForFiveSeconds() {
    three.keySet().forEach(this::anew);
    pass(3000);
    assertThat(add("https://10.0.0.4:2380").words()).contains("unhealthy cluster");
    pass(5000);
    assertThat(add("https://10.0.0.4:2380").member()).isPresent();
  }

  @Test
  void onlyOneLearnerAtATime() {
    formThree();
    assertThat(add("https://10.0.0.4:2380").member()).isPresent();
    assertThat(add("https://10.0.0.5:2380").words()).contains("too many learner members");
  }

  @Test
  void aPeerUrlBelongsToOneMember() {
    formThree();
    assertThat(add(three.get(A)).words()).contains("Peer URLs already exists");
  }

  @Test
  void aLearnerDoesNotVoteAndIsPromotedOnlyInSync() {
    formThree();
    NodeName wiped = follower();
    MemberId old = id(wiped);
    etcds.kill(wiped);
    pass(500);
    assertThat(remove(old).member()).contains(old);
    MemberId learner = add(three.get(wiped)).member().orElseThrow();
    assertThat(learner).isNotEqualTo(old);
    assertThat(promote(learner).words()).contains("in sync with leader");
    EtcdData data = Start.joining(etcds, 1, three, wiped).data().orElseThrow();
    assertThat(data.id()).isEqualTo(learner);
    etcds.run(wiped, three.get(wiped), data);
    pass(1000);
    assertThat(etcds.serves(etcds.on(wiped).orElseThrow())).isFalse();
    assertThat(promote(learner).member()).contains(learner);
    pass(1000);
    assertThat(etcds.serves(etcds.on(wiped).orElseThrow())).isTrue();
  }

  @Test
  void removingIsRefusedWhenTheRestIsNotStartedOrNotHealthy() {
    anew(A);
    anew(B);
    pass(8000);
    assertThat(remove(id(A)).words()).contains("not enough started members");
    MemberId unborn = leader().data().config().byUrl(three.get(C)).orElseThrow().id();
    assertThat(remove(unborn).member()).contains(unborn);
  }

  @Test
  void aRemovedMemberStopsItself() {
    formThree();
    NodeName removed = follower();
    MemberId id = id(removed);
    assertThat(remove(id).member()).contains(id);
    pass(2000);
    assertThat(exits).anyMatch(why -> why.startsWith(removed + ": the member has been perman"));
  }

  @Test
  void aRestartWithDataIgnoresFlags() {
    formThree();
    write();
    NodeName host = follower();
    EtcdData data = etcds.on(host).orElseThrow().data();
    etcds.kill(host);
    etcds.run(host, three.get(host), data);
    pass(2000);
    assertThat(data.allWrites()).containsExactly(1L);
    assertThat(exits).isEmpty();
  }

  @Test
  void sealingKeepsWhatWasNeverCommitted() {
    formThree();
    Etcd leader = leader();
    three.keySet().stream().filter(n -> !n.equals(leader.host())).forEach(etcds::kill);
    leader.propose(new Entry.Write(leader.data().term, 99), committed -> {});
    assertThat(leader.data().committedWrites()).doesNotContain(99L);
    assertThat(leader.data().allWrites()).contains(99L);
  }

  @Test
  void aRestoredClusterHoldsTheSnapshotUnderAnotherToken() {
    for (NodeName node : three.keySet()) {
      etcds.run(node, three.get(node), Start.founder(2, "t-2", three, node, Set.of(5L)));
    }
    pass(5000);
    assertThat(etcds.leading(2).orElseThrow().data().allWrites()).containsExactly(5L);
  }

  @Test
  void aLaggingMemberDoesNotLead() {
    formThree();
    NodeName lagging = follower();
    net.block(leader().host().value(), lagging.value());
    write();
    NodeName old = leader().host();
    etcds.kill(old);
    net.heal();
    pass(6000);
    assertThat(leader().host()).isNotEqualTo(lagging);
    assertThat(leader().data().allWrites()).contains(1L);
  }
}
