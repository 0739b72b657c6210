package dev.ekube.machine.arbiter;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.OrderId;
import dev.ekube.model.NodeName;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rule R10: after the journal was lost, nothing is granted until every control node has said what
 * it holds, or the operator has said that those who have are all there will be.
 */
final class Adoption {
  private Adoption() {}

  static void adopt(Turn turn) {
    String silent =
        turn.site.control().keySet().stream()
            .filter(node -> turn.report(node).isEmpty())
            .map(NodeName::value)
            .collect(Collectors.joining(", "));
    boolean nobody = turn.site.control().keySet().stream().noneMatch(turn::isConnected);
    if (nobody || (!silent.isEmpty() && !turn.agenda.adoptAnyway)) {
      turn.site
          .control()
          .keySet()
          .forEach(
              node ->
                  turn.reason(
                      node,
                      "the manager's journal is lost; waiting to hear from "
                          + silent
                          + ", or for the operator to go on without"));
      return;
    }
    int epoch = latestEpoch(turn);
    TreeMap<NodeName, Incarnation> holders = new TreeMap<>();
    turn.site.control().keySet().forEach(node -> holder(turn, node, epoch, holders));
    turn.append(
        new LedgerEntry.Adopted(
            epoch, nextTerm(turn), turn.site.control(), holders, story(epoch, holders)));
    turn.view = Optional.empty();
    turn.agenda.quorumSeen = turn.now;
    turn.agenda.nextLook = turn.now;
    turn.sent.clear();
    turn.serial = 0;
  }

  private static int latestEpoch(Turn turn) {
    int epoch = Math.max(turn.ledger().epoch(), Stocktaking.latestEpoch(turn.ledger()));
    for (NodeName node : turn.nodes.keySet()) {
      Optional<NodeReport> report = turn.report(node);
      if (report.isPresent()) {
        epoch = Math.max(epoch, report.get().orderEpoch());
        epoch = Math.max(epoch, report.get().data().epochHeld());
      }
    }
    return epoch;
  }

  private static void holder(
      Turn turn, NodeName node, int epoch, SortedMap<NodeName, Incarnation> holders) {
    turn.report(node)
        .filter(report -> report.data() instanceof Data.Holds h && h.isOf(epoch))
        .ifPresent(report -> holders.put(node, report.incarnation()));
  }

  /** Greater than every term that a node has heard of, or the nodes would not obey. */
  private static long nextTerm(Turn turn) {
    long term = turn.ledger().term();
    for (NodeName node : turn.nodes.keySet()) {
      long heard = turn.report(node).map(NodeReport::order).map(OrderId::term).orElse(0L);
      term = Math.max(term, heard);
    }
    return term + 1;
  }

  private static String story(int epoch, SortedMap<NodeName, Incarnation> holders) {
    String who = holders.keySet().stream().map(NodeName::value).collect(Collectors.joining(", "));
    return holders.isEmpty()
        ? "the journal was lost, and no node held data"
        : "the journal was lost; epoch " + epoch + " was adopted from " + who;
  }
}
