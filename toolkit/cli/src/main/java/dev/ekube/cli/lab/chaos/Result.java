package dev.ekube.cli.lab.chaos;

import dev.ekube.lab.chaos.Outages;
import dev.ekube.lab.chaos.Round;
import dev.ekube.lab.chaos.Writes;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How one round went.
 *
 * @param healed seconds from the last thing done until the cluster was whole; empty when it never
 *     was
 * @param outage of the API by way of the virtual address, in the whole round
 * @param written writes acknowledged in this round
 * @param faults what is wrong, in sentences; none when all held
 */
record Result(
    Round round,
    OptionalDouble healed,
    Outages.Outage outage,
    long written,
    Writes.Loss loss,
    List<String> faults) {
  private static final double SLOW_SECONDS = 60;

  Result {
    faults = List.copyOf(faults);
  }

  /** True when it healed, but so slowly that a person would want to know why. */
  boolean isSlow() {
    return healed.isPresent() && healed.getAsDouble() > SLOW_SECONDS;
  }

  boolean held() {
    return faults.isEmpty();
  }
}
