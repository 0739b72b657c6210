package dev.ekube.manager.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts who is inside. Safe for use by several threads. */
final class Gate {
  private static final long SECOND = 1_000_000_000L;

  private final Limits limits;
  private final Map<InetAddress, Visits> visits = new HashMap<>();
  private int inside;
  private int strangers;
  private long sweptAt;

  Gate(Limits limits) {
    this.limits = limits;
  }

  /** One address: how many connections it has, and a bucket of those it may still open. */
  private static final class Visits {
    private int inside;
    private double tokens;
    private long at;
  }

  /** Takes one more stranger in, or says why not; {@code now} in nanoseconds. */
  synchronized Optional<String> enter(InetAddress from, long now) {
    sweep(now);
    if (inside >= limits.connections()) {
      return Optional.of("too many connections");
    }
    if (strangers >= limits.strangers()) {
      return Optional.of("too many connections that have not shown a certificate");
    }
    Visits visit = visits.computeIfAbsent(from, address -> fresh(now));
    refill(visit, now);
    if (visit.inside >= limits.perAddress()) {
      return Optional.of("too many connections of one address");
    }
    if (visit.tokens < 1) {
      return Optional.of("connections of one address come too fast");
    }
    visit.tokens--;
    visit.inside++;
    inside++;
    strangers++;
    return Optional.empty();
  }

  /** A stranger has become a known node. */
  synchronized void befriend() {
    strangers--;
  }

  synchronized void leave(InetAddress from, boolean stranger) {
    inside--;
    if (stranger) {
      strangers--;
    }
    visits.get(from).inside--;
  }

  synchronized int inside() {
    return inside;
  }

  synchronized int strangers() {
    return strangers;
  }

  private Visits fresh(long now) {
    Visits visit = new Visits();
    visit.tokens = 10.0 * limits.openedPerSecond();
    visit.at = now;
    return visit;
  }

  private void refill(Visits visit, long now) {
    double gained = (double) (now - visit.at) / SECOND * limits.openedPerSecond();
    visit.tokens = Math.min(10.0 * limits.openedPerSecond(), visit.tokens + gained);
    visit.at = now;
  }

  /** Forgets addresses that have been away long enough for a full bucket. */
  private void sweep(long now) {
    if (now - sweptAt > 60 * SECOND) {
      sweptAt = now;
      visits.values().removeIf(visit -> visit.inside == 0 && now - visit.at > 10 * SECOND);
    }
  }
}
