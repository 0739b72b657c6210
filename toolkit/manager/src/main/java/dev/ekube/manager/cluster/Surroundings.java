package dev.ekube.manager.cluster;

import dev.ekube.manager.log.Log;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What every cluster of the service shares.
 *
 * @param clock the wall clock, for certificates and status
 * @param millis the monotonic clock
 * @param elsewhere runs what takes time
 * @param sandbox nodes are processes of this machine: any loopback address and source port will do
 * @param died called when a cluster cannot go on; the service is then to be started anew
 */
public record Surroundings(
    InstantSource clock,
    LongSupplier millis,
    Executor elsewhere,
    Outside outside,
    boolean sandbox,
    Log log,
    Consumer<Throwable> died) {}
