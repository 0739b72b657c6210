package dev.ekube.wire;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import dev.ekube.model.Bytes;
import dev.ekube.model.Copies;
import dev.ekube.model.Ipv4;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What an agent says to the manager. */
public sealed interface AgentMessage {

  /**
   * The only message of a connection without client certificate: let me in. The answer is Admitted
   * or Refused, and then the connection ends.
   *
   * @param requests leaf to PKCS#10 request, DER
   * @param wallClock milliseconds since 1970 by the node's clock, which may be wrong
   */
  record Enrol(
      String cluster,
      NodeName node,
      Incarnation incarnation,
      Data data,
      SortedMap<String, Bytes> requests,
      String agentVersion,
      long wallClock)
      implements AgentMessage {
    public Enrol {
      requests = Copies.sorted(requests);
    }
  }

  /** The first message of a connection with client certificate. */
  record Hello(
      String cluster, NodeName node, NodeReport report, String agentVersion, long wallClock)
      implements AgentMessage {}

  /** Something has changed. */
  record Report(NodeReport report) implements AgentMessage {}

  /**
   * The answer to Ping, with its number.
   *
   * @param addresses the IPv4 addresses that the node has now, so that the manager learns who holds
   *     the virtual one
   */
  record Pong(long number, List<Ipv4> addresses) implements AgentMessage {
    public Pong {
      addresses = List.copyOf(addresses);
    }
  }

  /** Sign these leaves anew; the answer is Certificates. */
  record Renew(SortedMap<String, Bytes> requests) implements AgentMessage {
    public Renew {
      requests = Copies.sorted(requests);
    }
  }

  /**
   * A snapshot of the node's data follows in chunks, and then ExportEnd.
   *
   * @param revision etcd's revision in it, when the node knows it
   * @param index the raft index that it covers
   */
  record ExportBegin(int epoch, long bytes, String sha256, Optional<Long> revision, long index)
      implements AgentMessage {}

  /** All chunks are sent; the answer is ExportKept or ExportRefused. */
  record ExportEnd(int epoch) implements AgentMessage {}

  /** The export ends here, incomplete; what was received is to be forgotten. */
  record ExportCut(int epoch, String why) implements AgentMessage {}

  /** Send that snapshot from this byte on; the answer is SnapshotBegin or SnapshotRefused. */
  record FetchSnapshot(String id, long offset) implements AgentMessage {}

  /** The answer to AskLogs: the last lines of a unit's journal, oldest first. */
  record Log(long ask, List<String> lines) implements AgentMessage {
    public Log {
      lines = List.copyOf(lines);
    }
  }

  /** The agent ends the connection on purpose. */
  record Goodbye(String reason) implements AgentMessage {}
}
