package dev.ekube.machine.arbiter;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import dev.ekube.model.NodeName;
import java.util.Optional;

/** Who is let in: one enrolment per node and boot, and only while a boot is credible. */
final class Admission {
  private Admission() {}

  /** Decides an enrolment; a second one for the same boot with another key is an alarm. */
  static void enrol(Turn turn, ArbiterEvent.EnrolAsked asked) {
    Optional<String> refusal = refusal(turn, asked);
    if (refusal.isPresent()) {
      turn.effect(new ArbiterEffect.Refuse(asked.node(), asked.incarnation(), refusal.get()));
      return;
    }
    Enrolment wanted = new Enrolment(asked.incarnation(), asked.key(), asked.data());
    Enrolment known = turn.ledger().enrolments().get(asked.node());
    if (known == null || !known.incarnation().equals(wanted.incarnation())) {
      turn.append(
          new LedgerEntry.Enrolled(asked.node(), asked.incarnation(), asked.key(), asked.data()));
      turn.nodes.put(
          asked.node(), new Presence(asked.incarnation(), false, turn.now, Optional.empty()));
      turn.sent.remove(asked.node());
    }
    turn.effect(new ArbiterEffect.Admit(asked.node(), asked.incarnation()));
  }

  private static Optional<String> refusal(Turn turn, ArbiterEvent.EnrolAsked asked) {
    NodeName node = asked.node();
    if (!turn.site.knows(node) && !turn.ledger().members().containsKey(node)) {
      return Optional.of("cluster.yaml has no node " + node);
    }
    Enrolment known = turn.ledger().enrolments().get(node);
    if (known == null) {
      return Optional.empty();
    }
    if (known.incarnation().equals(asked.incarnation())) {
      return sameBoot(turn, asked, known);
    }
    boolean expected = turn.ledger().bootsExpected().contains(node);
    if (turn.isConnected(node) && !expected) {
      turn.effect(new ArbiterEffect.Probe(node));
      turn.alarm("a second machine asks to be " + node + " while that node is connected; refused");
      return Optional.of(node + " is still connected under another boot; ask again in a moment");
    }
    boolean silent = turn.now - turn.since(node) >= Patience.SILENCE;
    return silent || expected
        ? Optional.empty()
        : Optional.of(node + " was heard just now under another boot; ask again in a moment");
  }

  private static Optional<String> sameBoot(
      Turn turn, ArbiterEvent.EnrolAsked asked, Enrolment known) {
    if (known.key().equals(asked.key())) {
      return Optional.empty();
    }
    turn.alarm(
        "a second enrolment of " + asked.node() + " for the same boot, with another key; refused");
    return Optional.of(
        asked.node() + " has enrolled for this boot already, with another key; reboot it");
  }

  /** A connection under mutual TLS; only the present boot of a node is listened to. */
  static void connected(Turn turn, ArbiterEvent.Connected event) {
    NodeName node = event.node();
    NodeReport report = event.report();
    Optional<Incarnation> known = turn.ledger().incarnation(node);
    if (known.isEmpty() && turn.site.knows(node)) {
      // Its certificate is ours, so it did enrol, and the journal does not know it any more.
      turn.append(new LedgerEntry.Enrolled(node, report.incarnation(), "unknown", report.data()));
    } else if (known.isEmpty() || !known.get().equals(report.incarnation())) {
      turn.effect(
          new ArbiterEffect.Close(
              node, report.incarnation(), "another boot of " + node + " has enrolled since"));
      return;
    }
    turn.sent.remove(node);
    heard(turn, node, report);
  }

  static void reported(Turn turn, ArbiterEvent.Reported event) {
    if (turn.connectedBoot(event.node()).filter(event.report().incarnation()::equals).isPresent()) {
      heard(turn, event.node(), event.report());
    }
  }

  private static void heard(Turn turn, NodeName node, NodeReport report) {
    turn.touch(node);
    Presence before = turn.nodes.get(node);
    boolean again = before != null && before.connected();
    long since = again ? before.since() : turn.now;
    turn.nodes.put(node, new Presence(report.incarnation(), true, since, Optional.of(report)));
    doubt(turn, node, report);
    resumed(turn, node, report);
  }

  /** A node that knows a later epoch than the journal proves that the journal is not whole. */
  private static void doubt(Turn turn, NodeName node, NodeReport report) {
    int latest = Math.max(report.data().epochHeld(), report.orderEpoch());
    boolean adopting = turn.ledger().phase() instanceof Phase.Adopting;
    if (latest > turn.ledger().epoch() && !adopting) {
      String why = node + " knows epoch " + latest + ", the journal only " + turn.ledger().epoch();
      turn.doubt(why);
      turn.alarm("the journal is older than the cluster: " + why);
    }
  }

  /** A member that comes back with its data intact is the member that it was: no ticket. */
  private static void resumed(Turn turn, NodeName node, NodeReport report) {
    Member member = turn.ledger().members().get(node);
    if (member == null || !member.isVoter() || member.incarnation().isEmpty()) {
      return;
    }
    boolean other = !member.incarnation().get().equals(report.incarnation());
    if (other
        && report.data() instanceof Data.Holds held
        && held.epoch() == turn.ledger().epoch()
        && held.member().isPresent()
        && (member.id().isEmpty() || member.id().equals(held.member()))) {
      turn.append(new LedgerEntry.MemberResumed(turn.ledger().epoch(), node, report.incarnation()));
    }
  }

  static void disconnected(Turn turn, ArbiterEvent.Disconnected event) {
    Presence presence = turn.nodes.get(event.node());
    if (presence != null && presence.incarnation().equals(event.incarnation())) {
      turn.nodes.put(
          event.node(), new Presence(presence.incarnation(), false, turn.now, presence.report()));
      turn.sent.remove(event.node());
    }
  }
}
