package dev.ekube.wire;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.arbiter.Beginning;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Succession;
import dev.ekube.model.NodeName;

/**
 * Entries of the arbiter's journal as documents. A journal is read by the version that wrote it or
 * a later one, so here, too, what is unknown is refused rather than skipped: the ledger would
 * otherwise lose a fact.
 */
public final class LedgerJson {
  private LedgerJson() {}

  public static byte[] write(LedgerEntry entry) {
    return Envelope.bytes(json(entry).done());
  }

  public static LedgerEntry read(byte[] document) throws WireException {
    return Envelope.read("entry", document, LedgerJson::read);
  }

  private static Members json(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.TermBegun e -> Members.of("term-begun").put("term", e.term());
      case LedgerEntry.Enrolled e ->
          of("enrolled", e.node())
              .put("incarnation", e.incarnation().bootId())
              .put("key", e.key())
              .put("data", MachineJson.write(e.data()));
      case LedgerEntry.BootExpected e -> of("boot-expected", e.node());
      case LedgerEntry.Fenced e -> of("fenced", e.node());
      case LedgerEntry.Founded e ->
          Members.of("founded")
              .put("epoch", e.epoch())
              .map("members", e.members(), Json.Text::new)
              .maybe("seed", e.seed(), MachineJson::write)
              .put("story", e.story());
      case LedgerEntry.TicketGranted e ->
          Members.of("ticket-granted").put("ticket", MachineJson.write(e.ticket()));
      case LedgerEntry.QuorumSeen e ->
          Members.of("quorum-seen")
              .put("epoch", e.epoch())
              .map("ids", e.ids(), MachineJson::member);
      case LedgerEntry.MemberSeen e ->
          of("member-seen", e.epoch(), e.node()).put("id", MachineJson.member(e.id()));
      case LedgerEntry.MemberResumed e ->
          of("member-resumed", e.epoch(), e.node()).put("incarnation", e.incarnation().bootId());
      case LedgerEntry.MemberRemoved e -> of("member-removed", e.epoch(), e.node());
      case LedgerEntry.LearnerIntended e ->
          of("learner-intended", e.epoch(), e.node())
              .put("incarnation", e.incarnation().bootId())
              .put("peerUrl", e.peerUrl());
      case LedgerEntry.LearnerAdded e ->
          of("learner-added", e.epoch(), e.node()).put("id", MachineJson.member(e.id()));
      case LedgerEntry.LearnerPromoted e -> of("learner-promoted", e.epoch(), e.node());
      case LedgerEntry.SuccessionBegun e ->
          Members.of("succession-begun")
              .put("epoch", e.epoch())
              .put("succession", succession(e.succession()));
      case LedgerEntry.Ended e ->
          Members.of("ended")
              .put("epoch", e.epoch())
              .put("next", beginning(e.next()))
              .put("story", e.story());
      case LedgerEntry.Doubted e ->
          Members.of("doubted").put("why", e.why()).put("unusedEpoch", e.unusedEpoch());
      case LedgerEntry.SnapshotKept e ->
          Members.of("snapshot-kept").put("snapshot", MachineJson.write(e.snapshot()));
      case LedgerEntry.SnapshotDropped e -> Members.of("snapshot-dropped").put("id", e.id());
      case LedgerEntry.Adopted e ->
          Members.of("adopted")
              .put("epoch", e.epoch())
              .put("term", e.term())
              .map("members", e.members(), Json.Text::new)
              .map("holders", e.holders(), MachineJson::incarnation)
              .put("story", e.story());
      case LedgerEntry.RebootsPlanned e ->
          Members.of("reboots-planned")
              .list("nodes", e.nodes(), MachineJson::node)
              .put("reason", e.reason());
      case LedgerEntry.RebootBegun e ->
          of("reboot-begun", e.node()).put("incarnation", e.incarnation().bootId());
      case LedgerEntry.RebootEnded e ->
          of("reboot-ended", e.node()).maybe("trouble", e.trouble(), Json.Text::new);
      case LedgerEntry.RebootsCancelled e -> Members.of("reboots-cancelled");
    };
  }

  private static Members of(String type, NodeName node) {
    return Members.of(type).put("node", node.value());
  }

  private static Members of(String type, int epoch, NodeName node) {
    return of(type, node).put("epoch", epoch);
  }

  private static Json succession(Succession succession) {
    return switch (succession) {
      case Succession.QuorumLost lost -> Members.of("quorum-lost").done();
      case Succession.Requested requested ->
          Members.of("requested").maybe("snapshot", requested.snapshot(), Json.Text::new).done();
    };
  }

  private static Succession readSuccession(Json json) {
    Fields succession = Fields.of("succession", json);
    return switch (succession.type()) {
      case "quorum-lost" -> new Succession.QuorumLost();
      case "requested" -> new Succession.Requested(succession.maybeText("snapshot"));
      default -> throw succession.unknown();
    };
  }

  private static Json beginning(Beginning beginning) {
    return switch (beginning) {
      case Beginning.Empty empty -> Members.of("empty").done();
      case Beginning.From from -> Members.of("from").put("snapshot", from.snapshot()).done();
      case Beginning.ByPolicy policy -> Members.of("by-policy").done();
    };
  }

  private static Beginning readBeginning(Json json) {
    Fields beginning = Fields.of("beginning", json);
    return switch (beginning.type()) {
      case "empty" -> new Beginning.Empty();
      case "from" -> new Beginning.From(beginning.text("snapshot"));
      case "by-policy" -> new Beginning.ByPolicy();
      default -> throw beginning.unknown();
    };
  }

  private static LedgerEntry read(Json json) {
    Fields e = Fields.of("entry", json);
    return switch (e.type()) {
      case "term-begun" -> new LedgerEntry.TermBegun(e.whole("term"));
      case "enrolled" ->
          new LedgerEntry.Enrolled(
              node(e), incarnation(e), e.text("key"), e.value("data", MachineJson::readData));
      case "boot-expected" -> new LedgerEntry.BootExpected(node(e));
      case "fenced" -> new LedgerEntry.Fenced(node(e));
      case "snapshot-kept" ->
          new LedgerEntry.SnapshotKept(e.value("snapshot", MachineJson::readSnapshot));
      case "snapshot-dropped" -> new LedgerEntry.SnapshotDropped(e.text("id"));
      case "ticket-granted" ->
          new LedgerEntry.TicketGranted(e.value("ticket", MachineJson::readTicket));
      case "reboots-planned" ->
          new LedgerEntry.RebootsPlanned(e.list("nodes", MachineJson::readNode), e.text("reason"));
      case "reboot-begun" -> new LedgerEntry.RebootBegun(node(e), incarnation(e));
      case "reboot-ended" -> new LedgerEntry.RebootEnded(node(e), e.maybeText("trouble"));
      case "doubted" -> new LedgerEntry.Doubted(e.text("why"), e.count("unusedEpoch"));
      case "reboots-cancelled" -> new LedgerEntry.RebootsCancelled();
      default -> readOfEpoch(e);
    };
  }

  private static LedgerEntry readOfEpoch(Fields e) {
    return switch (e.type()) {
      case "founded" ->
          new LedgerEntry.Founded(
              epoch(e),
              e.map("members", NodeName::new, MachineJson::text),
              e.maybe("seed", MachineJson::readSnapshot),
              e.text("story"));
      case "quorum-seen" ->
          new LedgerEntry.QuorumSeen(
              epoch(e), e.map("ids", NodeName::new, MachineJson::readMember));
      case "member-seen" ->
          new LedgerEntry.MemberSeen(epoch(e), node(e), e.value("id", MachineJson::readMember));
      case "member-resumed" -> new LedgerEntry.MemberResumed(epoch(e), node(e), incarnation(e));
      case "member-removed" -> new LedgerEntry.MemberRemoved(epoch(e), node(e));
      case "learner-intended" ->
          new LedgerEntry.LearnerIntended(epoch(e), node(e), incarnation(e), e.text("peerUrl"));
      case "learner-added" ->
          new LedgerEntry.LearnerAdded(epoch(e), node(e), e.value("id", MachineJson::readMember));
      case "learner-promoted" -> new LedgerEntry.LearnerPromoted(epoch(e), node(e));
      case "succession-begun" ->
          new LedgerEntry.SuccessionBegun(
              epoch(e), e.value("succession", LedgerJson::readSuccession));
      case "ended" ->
          new LedgerEntry.Ended(
              epoch(e), e.value("next", LedgerJson::readBeginning), e.text("story"));
      case "adopted" ->
          new LedgerEntry.Adopted(
              epoch(e),
              e.whole("term"),
              e.map("members", NodeName::new, MachineJson::text),
              e.map("holders", NodeName::new, MachineJson::readIncarnation),
              e.text("story"));
      default -> throw e.unknown();
    };
  }

  private static int epoch(Fields entry) {
    return entry.count("epoch");
  }

  private static NodeName node(Fields entry) {
    return new NodeName(entry.text("node"));
  }

  private static Incarnation incarnation(Fields entry) {
    return new Incarnation(entry.text("incarnation"));
  }
}
