package dev.ekube.machine.arbiter;

import static dev.ekube.machine.arbiter.Play.C0;
import static dev.ekube.machine.arbiter.Play.C1;
import static dev.ekube.machine.arbiter.Play.C2;
import static dev.ekube.machine.arbiter.Play.W0;
import static dev.ekube.machine.arbiter.Play.formed;
import static dev.ekube.machine.arbiter.Play.holds;
import static dev.ekube.machine.arbiter.Play.learner;
import static dev.ekube.machine.arbiter.Play.stopped;
import static dev.ekube.machine.arbiter.Play.voter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.Order;
import dev.ekube.model.Recovery.TotalLoss;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArbiterTest {

  @Test
  void threeControlNodesGetOneTicketEachAndItIsInTheJournalFirst() {
    Play play = new Play(TotalLoss.RESTORE).boot(C0, "a0").boot(C1, "b0");
    assertThat(play.entries(LedgerEntry.TicketGranted.class)).isEmpty();
    play.boot(C2, "c0");
    assertThat(play.entries(LedgerEntry.TicketGranted.class)).hasSize(3);
    assertThat(play.order(C1)).isInstanceOf(Order.Form.class);
    List<Class<?>> kinds = play.effects.stream().<Class<?>>map(Object::getClass).toList();
    assertThat(kinds.lastIndexOf(ArbiterEffect.Append.class))
        .isLessThan(kinds.indexOf(ArbiterEffect.Send.class));
    play.restartManager().connect(C1, "b0", new Data.Empty());
    assertThat(play.order(C1)).isInstanceOf(Order.Form.class);
    assertThat(play.entries(LedgerEntry.TicketGranted.class)).hasSize(3);
  }

  @Test
  void aQuorumOfControlNodesDoesNotWaitLongForTheLastOne() {
    Play play = new Play(TotalLoss.RESTORE).boot(C0, "a0").boot(C2, "c0");
    assertThat(play.phase()).isInstanceOf(Phase.Vacant.class);
    assertThat(play.state.reasons().get(C0)).contains("control1");
    play.tick(Patience.STRAGGLERS);
    assertThat(play.phase()).isInstanceOf(Phase.Founding.class);
    play.boot(C1, "b0");
    assertThat(play.order(C1)).isInstanceOf(Order.Form.class);
  }

  @Test
  void workersServeOnceAnEpochIsFounded() {
    Play play = new Play(TotalLoss.RESTORE).boot(W0, "w0");
    assertThat(play.order(W0)).isInstanceOf(Order.Hold.class);
    play.boot(C0, "a0").boot(C1, "b0").boot(C2, "c0");
    assertThat(play.order(W0)).isEqualTo(new Order.Serve(1));
  }

  @Test
  void aControlNodeThatComesBackEmptyIsRemovedAddedAsLearnerAndPromoted() {
    Play play = formed(TotalLoss.RESTORE);
    assertThat(play.phase()).isInstanceOf(Phase.Formed.class);
    assertThat(play.order(C1)).isEqualTo(new Order.Resume(1));
    play.disconnect(C1, "b0").tick(5_000).boot(C1, "b1");
    assertThat(play.order(C1)).isInstanceOf(Order.Hold.class);
    play.see(voter(C0, 1, true), voter(C1, 2, false), voter(C2, 3, true));
    assertThat(play.state.pending().change())
        .contains(new EtcdChange.Remove(1, C1, new MemberId(2)));
    play.done(2).see(voter(C0, 1, true), voter(C2, 3, true));
    assertThat(play.state.pending().change())
        .contains(new EtcdChange.AddLearner(1, C1, Play.url(C1)));
    play.done(9);
    assertThat(play.order(C1))
        .isEqualTo(
            new Order.Join(
                1, new Incarnation("b1"), new MemberId(9), Play.site(TotalLoss.RESTORE).control()));
    play.settled(C1, "b1", holds(1, 9));
    play.see(voter(C0, 1, true), learner(C1, 9, true), voter(C2, 3, true));
    assertThat(play.state.pending().change())
        .contains(new EtcdChange.Promote(1, C1, new MemberId(9)));
    play.done(9);
    assertThat(play.state.ledger().members().get(C1).isVoter()).isTrue();
  }

  @Test
  void aMemberThatAnswersIsNotRemoved() {
    Play play = formed(TotalLoss.RESTORE);
    play.disconnect(C1, "b0").tick(5_000).boot(C1, "b1");
    play.see(voter(C0, 1, true), voter(C1, 2, true), voter(C2, 3, true));
    assertThat(play.state.pending().change()).isEmpty();
    assertThat(play.state.reasons().get(C1)).contains("still answers");
  }

  @Test
  void aVoterIsNotRemovedWhileTheRestIsNotHealthy() {
    Play play = formed(TotalLoss.RESTORE);
    play.disconnect(C1, "b0").tick(5_000).boot(C1, "b1");
    play.see(voter(C0, 1, true), voter(C1, 2, false), voter(C2, 3, false));
    assertThat(play.state.pending().change()).isEmpty();
  }

  @Test
  void anAddedLearnerWhoseAnswerWasLostIsFoundInTheList() {
    Play play = formed(TotalLoss.RESTORE);
    play.disconnect(C1, "b0").tick(5_000).boot(C1, "b1");
    play.see(voter(C0, 1, true), voter(C1, 2, false), voter(C2, 3, true));
    play.done(2).see(voter(C0, 1, true), voter(C2, 3, true));
    play.restartManager();
    play.connect(C0, "a0", holds(1, 1)).connect(C1, "b1", new Data.Empty());
    play.connect(C2, "c0", holds(1, 3));
    play.see(voter(C0, 1, true), learner(C1, 9, false), voter(C2, 3, true));
    assertThat(play.order(C1)).isInstanceOf(Order.Join.class);
  }

  @Test
  void silenceOfTwoNodesEndsNothing() {
    Play play = formed(TotalLoss.RESTORE);
    play.disconnect(C1, "b0").disconnect(C2, "c0").tick(3_600_000);
    assertThat(play.phase()).isInstanceOf(Phase.Formed.class);
  }

  @Test
  void twoOfThreeWithProvedLossesHandTheSurvivorsDataToANewEpoch() {
    Play play = formed(TotalLoss.RESTORE);
    play.disconnect(C1, "b0").disconnect(C2, "c0").tick(5_000).boot(C1, "b1");
    assertThat(play.phase()).isInstanceOf(Phase.Formed.class);
    play.boot(C2, "c1");
    assertThat(play.phase()).isInstanceOf(Phase.Succeeding.class);
    assertThat(play.order(C0)).isEqualTo(new Order.StandDown(1));
    assertThat(play.order(C1)).isInstanceOf(Order.Hold.class);
    play.settled(C0, "a0", stopped(1, 1, 4, 90));
    assertThat(play.order(C0)).isInstanceOf(Order.Export.class);
    play.snapshot("s1", 1, 50, 0, Optional.of(C0));
    assertThat(play.state.ledger().epoch()).isEqualTo(2);
    assertThat(play.order(C0)).isInstanceOf(Order.Restore.class);
    assertThat(play.order(C2)).isInstanceOf(Order.Restore.class);
    assertThat(play.state.ledger().story()).contains("what only the lost members held is gone");
  }

  @Test
  void aSnapshotThatCoversTheSurvivorIsTakenInstead() {
    Play play = formed(TotalLoss.RESTORE);
    play.snapshot("s1", 1, 50, 100, Optional.empty());
    play.disconnect(C1, "b0").disconnect(C2, "c0").tick(5_000).boot(C1, "b1").boot(C2, "c1");
    play.settled(C0, "a0", stopped(1, 1, 4, 90));
    assertThat(play.order(C0)).isInstanceOf(Order.Restore.class);
  }

  @Test
  void allLostIsRestoredFromTheNewestSnapshotOrStartedEmptyOrHeld() {
    Play restored = allLost(TotalLoss.RESTORE, true);
    assertThat(restored.order(C1)).isInstanceOf(Order.Restore.class);
    Play without = allLost(TotalLoss.RESTORE, false);
    assertThat(without.order(C1)).isInstanceOf(Order.Form.class);
    Play recreated = allLost(TotalLoss.RECREATE, true);
    assertThat(recreated.order(C1)).isInstanceOf(Order.Form.class);
    Play held = allLost(TotalLoss.HOLD, true);
    assertThat(held.order(C1)).isInstanceOf(Order.Hold.class);
    assertThat(held.state.reasons().get(C1)).contains("operator");
    held.on(new ArbiterEvent.Asked(held.now, new Request.NewEpoch(Optional.of("s1"))));
    assertThat(held.order(C1)).isInstanceOf(Order.Restore.class);
  }

  private static Play allLost(TotalLoss policy, boolean snapshot) {
    Play play = formed(policy);
    if (snapshot) {
      play.snapshot("s1", 1, 50, 100, Optional.empty());
    }
    play.disconnect(C0, "a0").disconnect(C1, "b0").disconnect(C2, "c0").tick(5_000);
    return play.boot(C0, "a1").boot(C1, "b1").boot(C2, "c1");
  }

  @Test
  void aLostJournalGrantsNothingBeforeEveryNodeIsHeard() {
    Play before = formed(TotalLoss.RESTORE);
    Play play = new Play(before.state.site(), Ledger.EMPTY, Origin.LOST);
    play.connect(C0, "a0", holds(1, 1)).connect(C1, "b0", holds(1, 2)).tick(60_000);
    assertThat(play.phase()).isInstanceOf(Phase.Adopting.class);
    assertThat(play.order(C0)).isInstanceOf(Order.Hold.class);
    play.connect(C2, "c0", holds(1, 3));
    assertThat(play.phase()).isInstanceOf(Phase.Formed.class);
    assertThat(play.order(C2)).isEqualTo(new Order.Resume(1));
    assertThat(play.entries(LedgerEntry.TicketGranted.class)).isEmpty();
  }

  @Test
  void aJournalOlderThanTheClusterIsNotBelieved() {
    Play play = new Play(TotalLoss.RESTORE).boot(C0, "a0").boot(C1, "b0");
    play.connect(C2, "c0", holds(5, 3));
    assertThat(play.phase()).isNotInstanceOf(Phase.Vacant.class);
    assertThat(play.entries(LedgerEntry.TicketGranted.class)).isEmpty();
  }

  @Test
  void aSecondMachineUnderAConnectedNamePassesNothingButAnAlarm() {
    Play play = formed(TotalLoss.RESTORE).enrol(C1, "stranger");
    assertThat(play.effects(ArbiterEffect.Refuse.class)).hasSize(1);
    assertThat(play.effects(ArbiterEffect.Alarm.class)).hasSize(1);
    assertThat(play.state.ledger().incarnation(C1)).contains(new Incarnation("b0"));
  }

  @Test
  void aPlannedRebootWaitsForTheRestToBeHealthyAndForASnapshot() {
    Play play = formed(TotalLoss.RESTORE);
    play.on(new ArbiterEvent.Asked(play.now, new Request.Reboot(List.of(C1), "update")));
    play.see(voter(C0, 1, true), voter(C1, 2, true), voter(C2, 3, false));
    assertThat(play.order(C1)).isEqualTo(new Order.Resume(1));
    play.snapshot("s1", 1, 50, 100, Optional.empty());
    play.see(voter(C0, 1, true), voter(C1, 2, true), voter(C2, 3, true));
    assertThat(play.order(C1)).isEqualTo(new Order.Reboot(1, "update"));
    assertThat(play.order(C0)).isEqualTo(new Order.Resume(1));
  }

  @Test
  void theOperatorsNewEpochWaitsUntilEveryMemberHasStoodDown() {
    Play play = formed(TotalLoss.RESTORE);
    play.on(new ArbiterEvent.Asked(play.now, new Request.NewEpoch(Optional.empty())));
    play.settled(C0, "a0", stopped(1, 1, 4, 90)).settled(C1, "b0", stopped(1, 2, 4, 90));
    assertThat(play.phase()).isInstanceOf(Phase.Succeeding.class);
    play.settled(C2, "c0", stopped(1, 3, 4, 90));
    assertThat(play.state.ledger().epoch()).isEqualTo(2);
    assertThat(play.order(C2)).isInstanceOf(Order.Form.class);
  }
}
