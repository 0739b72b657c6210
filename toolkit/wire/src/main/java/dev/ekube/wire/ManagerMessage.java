package dev.ekube.wire;

import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import dev.ekube.model.Copies;
import java.util.List;
import java.util.SortedMap;

/** What the manager says to an agent. */
public sealed interface ManagerMessage {

  /**
   * The first message of every connection, so that the node can set its clock before it judges a
   * certificate's dates.
   *
   * @param wallClock milliseconds since 1970
   */
  record Time(long wallClock) implements ManagerMessage {}

  /**
   * The node is let in, and may connect again with its certificate.
   *
   * @param certificates leaf to PEM chain, the leaf's own first
   * @param authorities authority to PEM
   * @param serviceAccount {@code public} and {@code private} to PEM on control nodes, else nothing
   * @param files placed beside those of every order
   */
  record Admitted(
      SortedMap<String, String> certificates,
      SortedMap<String, String> authorities,
      SortedMap<String, String> serviceAccount,
      List<PlacedFile> files)
      implements ManagerMessage {
    public Admitted {
      certificates = Copies.sorted(certificates);
      authorities = Copies.sorted(authorities);
      serviceAccount = Copies.sorted(serviceAccount);
      files = List.copyOf(files);
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "Admitted[" + certificates.keySet() + "]";
    }
  }

  /**
   * The node is not let in; the connection ends.
   *
   * @param retryAfter milliseconds to wait before the next attempt
   */
  record Refused(String why, long retryAfter) implements ManagerMessage {}

  /** Obey this, with these files, which replace those of the order before. */
  record Ordered(OrderId id, Order order, List<PlacedFile> files) implements ManagerMessage {
    public Ordered {
      files = List.copyOf(files);
    }
  }

  /** These files have changed; place them now and reload these units. */
  record Refresh(List<PlacedFile> files, List<String> reload) implements ManagerMessage {
    public Refresh {
      files = List.copyOf(files);
      reload = List.copyOf(reload);
    }
  }

  /** The answer to Renew. */
  record Certificates(SortedMap<String, String> certificates, SortedMap<String, String> authorities)
      implements ManagerMessage {
    public Certificates {
      certificates = Copies.sorted(certificates);
      authorities = Copies.sorted(authorities);
    }
  }

  /**
   * Say Pong with this number at once. Sent at least every 5 s: an agent that has heard nothing for
   * 15 s gives the connection up.
   */
  record Ping(long number) implements ManagerMessage {}

  /**
   * The snapshot follows in chunks, from {@code offset} to its end.
   *
   * @param bytes size of the whole snapshot
   * @param sha256 of the whole snapshot
   */
  record SnapshotBegin(String id, long offset, long bytes, String sha256)
      implements ManagerMessage {}

  /** The snapshot that was asked for cannot be sent. */
  record SnapshotRefused(String id, String why) implements ManagerMessage {}

  /** The export has arrived whole, was verified, and is on the manager's disk. */
  record ExportKept(int epoch) implements ManagerMessage {}

  record ExportRefused(int epoch, String why) implements ManagerMessage {}

  /** Send the last lines of this unit's journal. */
  record AskLogs(long ask, String unit, int lines) implements ManagerMessage {}

  /** This boot of the node is not the newest, or its epoch is over: stop at once. */
  record Superseded(String why) implements ManagerMessage {}
}
