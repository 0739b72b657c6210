package dev.ekube.sim.run;

import dev.ekube.sim.rule.Violation;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param broken the rule that was broken; absent when all held
 * @param readyAfter virtual milliseconds from the end of the faults until the cluster was Ready
 * @param hash SHA-256 of the trace
 */
public record Outcome(
    long seed,
    Shape shape,
    Optional<Violation> broken,
    long readyAfter,
    long events,
    String hash,
    List<String> trace) {
  public Outcome {
    trace = List.copyOf(trace);
  }

  /** The same without its trace, of which only the hash is left. */
  public Outcome withoutTrace() {
    return new Outcome(seed, shape, broken, readyAfter, events, hash, List.of());
  }

  public boolean held() {
    return broken.isEmpty();
  }
}
