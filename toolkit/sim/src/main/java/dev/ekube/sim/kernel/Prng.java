package dev.ekube.sim.kernel;

import java.util.List;

/**
 * The one source of chance in a run: SplitMix64 (Steele, Lea and Flood 2014), written out so that a
 * seed means the same on every JDK.
 */
public final class Prng {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private long state;

  public Prng(long seed) {
    state = mix(seed);
  }

  /** 64 uniform bits. */
  public long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in [0, bound). */
  public int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  /** Uniform in [low, high], both included. */
  public long between(long low, long high) {
    return low + Long.remainderUnsigned(next(), high - low + 1);
  }

  /** True so many times in a thousand. */
  public boolean chance(int perMille) {
    return perMille > 0 && below(1000) < perMille;
  }

  /** Uniform in [0, 1). */
  public double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** A scrambled value of 64 bits: also used wherever the world needs a hash. */
  public static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
