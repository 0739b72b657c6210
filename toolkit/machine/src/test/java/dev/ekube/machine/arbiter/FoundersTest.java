package dev.ekube.machine.arbiter;

import static dev.ekube.machine.arbiter.Play.C0;
import static dev.ekube.machine.arbiter.Play.C1;
import static dev.ekube.machine.arbiter.Play.C2;
import static dev.ekube.machine.arbiter.Play.holds;
import static dev.ekube.machine.arbiter.Play.url;
import static dev.ekube.machine.arbiter.Play.voter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.Order;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.Ticket;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import dev.ekube.model.Recovery.TotalLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An epoch was written down, and the manager fell before every founder had its ticket. */
class FoundersTest {
  private static final SnapshotRef SEED = new SnapshotRef("s1", 1, 5, 0, "00", 1);

  private static Play moved(LedgerEntry... more) {
    List<LedgerEntry> journal = new ArrayList<>();
    journal.add(new LedgerEntry.SnapshotKept(SEED));
    journal.add(
        new LedgerEntry.Founded(
            2,
            Copies.sorted(Map.of(C0, url(C0), C1, "https://old1:2380", C2, "https://old2:2380")),
            Optional.of(SEED),
            "all data was lost"));
    journal.addAll(List.of(more));
    return new Play(Play.site(TotalLoss.RECREATE), Ledger.of(journal), Origin.KEPT);
  }

  @Test
  void whenMostHaveMovedBeforeTheirTicketAnotherEpochFollows() {
    Incarnation boot = new Incarnation("a0");
    Play play =
        moved(
            new LedgerEntry.Enrolled(C0, boot, "key", new Data.Empty()),
            new LedgerEntry.TicketGranted(new Ticket(2, C0, boot)));
    play.connect(C0, "a0", holds(2, 1));
    assertThat(play.phase()).isInstanceOf(Phase.Succeeding.class);
    assertThat(play.order(C0)).isEqualTo(new Order.StandDown(2));
  }

  /** Not by policy, which is to begin empty: nothing was lost. */
  @Test
  void whenNobodyWasStartedTheNextEpochHasTheSameSeed() {
    Play play = moved();
    play.boot(C0, "a0").boot(C1, "b0").boot(C2, "c0");
    assertThat(play.state.ledger().epoch()).isEqualTo(3);
    assertThat(play.state.ledger().seed()).contains(SEED);
    for (NodeName node : List.of(C0, C1, C2)) {
      assertThat(play.order(node)).isInstanceOf(Order.Restore.class);
    }
  }

  /** Only the members that the nodes themselves report make a list that of this epoch. */
  @Test
  void anotherClusterAtTheSameAddressesIsNotTakenForTheQuorum() {
    Play play = new Play(TotalLoss.RESTORE).boot(C0, "a0").boot(C1, "b0").boot(C2, "c0");
    play.settled(C0, "a0", holds(1, 1)).settled(C1, "b0", holds(1, 2));
    play.see(voter(C0, 91, true), voter(C1, 92, true), voter(C2, 93, true));
    assertThat(play.phase()).isInstanceOf(Phase.Founding.class);
    play.tick(11_000);
    play.see(voter(C0, 91, true), voter(C1, 92, true), voter(C2, 93, true));
    assertThat(play.state.reasons().get(C0)).contains("another etcd cluster answers");
  }
}
