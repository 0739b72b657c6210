package dev.ekube.sim.etcd;

import dev.ekube.machine.MemberId;
import dev.ekube.sim.kernel.Prng;
import java.util.Collection;

/** Ids as etcd makes them: the same input always gives the same id, so a wiped one comes back. */
final class Ids {
  private Ids() {}

  /** A founding member's: from its peer URL and the token alone. */
  static MemberId founder(String peerUrl, String token) {
    return new MemberId(hash(token, peerUrl));
  }

  /** An added member's: the time goes in as well, here a counter, so it is always a new one. */
  static MemberId added(String peerUrl, long cluster, long counter) {
    return new MemberId(Prng.mix(hash("added", peerUrl) ^ Prng.mix(cluster + counter)));
  }

  /** The cluster's: from the ids of its founders. */
  static long cluster(Collection<MemberId> founders) {
    return founders.stream()
        .mapToLong(MemberId::value)
        .sorted()
        .reduce(1, (a, b) -> Prng.mix(a ^ b));
  }

  private static long hash(String one, String other) {
    long sum = 1;
    String text = one + " " + other;
    for (int i = 0; i < text.length(); i++) {
      sum = Prng.mix(sum ^ text.charAt(i));
    }
    return sum;
  }
}
