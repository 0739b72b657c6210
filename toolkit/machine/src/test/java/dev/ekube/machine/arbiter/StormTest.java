package dev.ekube.machine.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.machine.Data;
import dev.ekube.machine.TransitionTable;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import dev.ekube.model.Recovery.TotalLoss;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Events in any order, sensible or not: the arbiter's promises hold against all of them. */
class StormTest {
  private static final List<NodeName> CONTROL = List.of(Play.C0, Play.C1, Play.C2);

  @Test
  void noEventBreaksAPromiseInAnyPhase() {
    Set<String> passages = new TreeSet<>();
    Set<String> cells = new TreeSet<>();
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      Play play = random.nextBoolean() ? fresh(random) : Play.formed(policy(random));
      for (int i = 0; i < 120; i++) {
        String from = name(play.phase());
        int journal = play.journal.size();
        ArbiterEvent event = event(play, random);
        play.on(event);
        cells.add(from + " x " + event.getClass().getSimpleName());
        follow(from, play.journal.subList(journal, play.journal.size()), passages);
      }
      eachTicketIsGrantedOnce(play);
      theJournalAddsUpToTheLedger(play);
    }
    Set<String> table = new TreeSet<>();
    TransitionTable.rows(Arbiter.class)
        .forEach(row -> table.add(row.replaceAll(" \\| .* \\| ", " -> ")));
    assertThat(passages).isEqualTo(table);
    assertThat(cells).hasSize(5 * ArbiterEvent.class.getPermittedSubclasses().length);
  }

  private static Play fresh(Random random) {
    Origin origin = random.nextBoolean() ? Origin.FRESH : Origin.LOST;
    return new Play(Play.site(policy(random)), Ledger.EMPTY, origin);
  }

  private static TotalLoss policy(Random random) {
    return List.of(TotalLoss.RESTORE, TotalLoss.RECREATE, TotalLoss.HOLD).get(random.nextInt(3));
  }

  private static String name(Phase phase) {
    return phase.getClass().getSimpleName();
  }

  /** The phases that the new entries lead through, one after the other. */
  private static void follow(String from, List<LedgerEntry> entries, Set<String> passages) {
    String phase = from;
    for (LedgerEntry entry : entries) {
      Optional<String> next = leadsTo(entry);
      if (next.isPresent() && !next.get().equals(phase)) {
        passages.add(phase + " -> " + next.get());
        phase = next.get();
      }
    }
  }

  private static Optional<String> leadsTo(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Founded e -> Optional.of("Founding");
      case LedgerEntry.QuorumSeen e -> Optional.of("Formed");
      case LedgerEntry.SuccessionBegun e -> Optional.of("Succeeding");
      case LedgerEntry.Ended e -> Optional.of("Vacant");
      case LedgerEntry.Doubted e -> Optional.of("Adopting");
      case LedgerEntry.Adopted e -> Optional.of(e.holders().isEmpty() ? "Vacant" : "Formed");
      default -> Optional.empty();
    };
  }

  private static void eachTicketIsGrantedOnce(Play play) {
    Set<String> granted = new HashSet<>();
    for (LedgerEntry.TicketGranted entry : play.entries(LedgerEntry.TicketGranted.class)) {
      String ticket = entry.ticket().epoch() + " " + entry.ticket().node();
      assertThat(granted.add(ticket)).as(ticket).isTrue();
    }
  }

  private static void theJournalAddsUpToTheLedger(Play play) {
    assertThat(Ledger.of(play.journal)).isEqualTo(play.state.ledger());
  }

  private static ArbiterEvent event(Play play, Random random) {
    NodeName node = CONTROL.get(random.nextInt(3));
    String boot = node.value() + "-" + random.nextInt(3);
    int epoch = Math.max(1, play.state.ledger().epoch());
    play.now += random.nextInt(6_000);
    Play probe = play;
    return switch (random.nextInt(16)) {
      case 0, 1 ->
          new ArbiterEvent.EnrolAsked(play.now, node, incarnation(boot), "key", new Data.Empty());
      case 2, 3 ->
          new ArbiterEvent.Connected(
              play.now,
              node,
              probe.report(node, enrolled(play, node, boot), data(random, epoch), epoch));
      case 4 ->
          new ArbiterEvent.Disconnected(play.now, node, incarnation(enrolled(play, node, boot)));
      case 5, 6 ->
          new ArbiterEvent.Reported(
              play.now,
              node,
              probe.report(node, enrolled(play, node, boot), data(random, epoch), epoch));
      case 7, 8 -> new ArbiterEvent.EtcdSeen(play.now, view(play, random, epoch));
      case 9 ->
          play.state.pending().change().isPresent()
              ? new ArbiterEvent.EtcdChanged(
                  play.now, play.state.pending().change().get(), outcome(random))
              : new ArbiterEvent.EtcdChanged(
                  play.now,
                  new EtcdChange.AddLearner(epoch, node, Play.url(node)),
                  outcome(random));
      case 10 ->
          new ArbiterEvent.SnapshotTaken(
              play.now,
              new dev.ekube.machine.SnapshotRef(
                  "s" + random.nextInt(5), epoch, random.nextInt(100), random.nextInt(100), "0", 1),
              random.nextBoolean() ? Optional.of(node) : Optional.empty());
      case 11 -> new ArbiterEvent.SnapshotFailed(play.now, epoch, "no");
      case 12 -> new ArbiterEvent.Asked(play.now, request(random, node));
      case 13 ->
          random.nextBoolean()
              ? new ArbiterEvent.ObjectsApplied(play.now, epoch, Optional.empty())
              : new ArbiterEvent.KubernetesSeen(play.now, Copies.sorted(List.of(node)));
      case 14 ->
          random.nextBoolean()
              ? new ArbiterEvent.Drained(play.now, Play.W0, Optional.empty())
              : new ArbiterEvent.SiteChanged(play.now, Play.site(policy(random)));
      default -> new ArbiterEvent.Ticked(play.now);
    };
  }

  private static dev.ekube.machine.Incarnation incarnation(String boot) {
    return new dev.ekube.machine.Incarnation(boot);
  }

  private static String enrolled(Play play, NodeName node, String otherwise) {
    return play.state.ledger().incarnation(node).map(i -> i.bootId()).orElse(otherwise);
  }

  private static Data data(Random random, int epoch) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> new Data.Empty();
      case 4 -> new Data.Vanished(epoch);
      case 5 -> new Data.Damaged("torn");
      case 6 -> Play.holds(epoch + 1, 1);
      case 7, 8 -> Play.stopped(epoch, 1, 2, random.nextInt(200));
      default -> Play.holds(epoch, random.nextInt(4));
    };
  }

  private static EtcdView view(Play play, Random random, int epoch) {
    List<EtcdMember> members = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      if (random.nextInt(5) > 0) {
        members.add(
            random.nextInt(5) > 0
                ? Play.voter(CONTROL.get(i), i + 1, random.nextBoolean())
                : Play.learner(CONTROL.get(i), i + 7, random.nextBoolean()));
      }
    }
    return new EtcdView(epoch, play.now, Optional.empty(), members, "");
  }

  private static EtcdChange.Outcome outcome(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new EtcdChange.Outcome.Refused("etcdserver: unhealthy cluster");
      case 1 -> new EtcdChange.Outcome.Unknown("timed out");
      default -> new EtcdChange.Outcome.Done(new dev.ekube.machine.MemberId(random.nextInt(9)));
    };
  }

  private static Request request(Random random, NodeName node) {
    return switch (random.nextInt(7)) {
      case 0 -> new Request.NewEpoch(Optional.empty());
      case 1 -> new Request.NewEpoch(Optional.of("s1"));
      case 2 -> new Request.Adopt();
      case 3 -> new Request.Fence(node);
      case 4 -> new Request.Reboot(List.of(node, Play.W0), "why");
      case 5 -> new Request.CancelReboots();
      default -> new Request.Snapshot();
    };
  }
}
