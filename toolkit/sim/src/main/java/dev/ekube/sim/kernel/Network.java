package dev.ekube.sim.kernel;

import java.util.HashSet;
import java.util.Set;

/**
 * Which host can send to which. Every direction is blocked on its own, so a partition may be
 * asymmetric. While it is rough, messages are also delayed, lost, doubled and overtaken.
 */
public final class Network {
  /** The manager's host; nodes are called by their names. */
  public static final String MANAGER = "manager";

  private final Prng prng;
  private final Set<String> blocked = new HashSet<>();
  private int roughness;
  private long version;

  public Network(Prng prng) {
    this.prng = prng;
  }

  /** Whether packets pass in this direction. A host always reaches itself. */
  public boolean passes(String from, String to) {
    return blocked.isEmpty() || from.equals(to) || !blocked.contains(from + ">" + to);
  }

  /** Whether a request and its answer both pass. */
  public boolean joins(String one, String other) {
    return passes(one, other) && passes(other, one);
  }

  public void block(String from, String to) {
    blocked.add(from + ">" + to);
    version++;
  }

  public void unblock(String from, String to) {
    blocked.remove(from + ">" + to);
    version++;
  }

  /** Grows whenever a way is blocked or opened. */
  public long version() {
    return version;
  }

  /** Everything passes again, and smoothly. */
  public void heal() {
    blocked.clear();
    version++;
    roughness = 0;
  }

  /** How many messages in a thousand are lost, doubled or late from now on. */
  public void roughen(int perMille) {
    roughness = perMille;
  }

  /** Whether this message is lost although the way is open. */
  public boolean loses() {
    return prng.chance(roughness);
  }

  /** Whether this message arrives twice. */
  public boolean doubles() {
    return prng.chance(roughness);
  }

  /** Milliseconds that one message takes; in a rough network some take long. */
  public long delay() {
    return prng.chance(roughness) ? prng.between(50, 3000) : prng.between(1, 4);
  }
}
