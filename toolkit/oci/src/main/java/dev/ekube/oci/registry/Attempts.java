package dev.ekube.oci.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tries sources in turn until one delivers. A source with a fault that does not pass is not asked
 * again; after every round of the rest there is a pause, at least as long as the registries asked
 * for. A round that brought something does not count, so that a bad line delivers in the end.
 */
public final class Attempts {
  private static final Duration LONGEST_OWN_PAUSE = Duration.ofSeconds(30);
  private static final int WRONG_BYTES_PARDONED = 1;

  private final Limits limits;
  private final Consumer<RegistryFault> told;

  /** {@code told} hears of every fault after which something is tried again. */
  public Attempts(Limits limits, Consumer<RegistryFault> told) {
    this.limits = limits;
    this.told = told;
  }

  /** One try at one source. */
  public interface Try<P, T> {
    T from(P source) throws IOException, InterruptedException;

    /** True, once, when bytes worth keeping have arrived since the last time this was asked. */
    default boolean moved() {
      return false;
    }
  }

  /** The first success; else one fault that says what was wrong with every source. */
  public <P, T> T run(List<P> sources, Try<P, T> attempt)
      throws RegistryFault, InterruptedException {
    List<P> left = new ArrayList<>(sources);
    Map<P, Integer> wrong = new HashMap<>();
    Map<P, RegistryFault> faults = new LinkedHashMap<>();
    Duration pause = limits.backOff();
    int rounds = 0;
    while (true) {
      Duration asked = Duration.ZERO;
      for (P source : List.copyOf(left)) {
        try {
          return attempt.from(source);
        } catch (RegistryFault fault) {
          faults.put(source, fault);
          if (fault.kind().isLocal()) {
            throw fault;
          }
          int strikes =
              fault.kind() == FaultKind.WRONG_BYTES ? wrong.merge(source, 1, Integer::sum) : 0;
          if (!fault.kind().isPassing() || strikes > WRONG_BYTES_PARDONED) {
            left.remove(source);
          }
          asked = longer(asked, fault.retryAfter().orElse(Duration.ZERO));
          if (!left.isEmpty()) {
            told.accept(fault);
          }
        } catch (IOException e) {
          throw Faults.disk(e, "keep what was fetched");
        }
      }
      rounds = attempt.moved() ? 0 : rounds + 1;
      if (left.isEmpty()
          || rounds >= limits.rounds()
          || asked.compareTo(Limits.LONGEST_PAUSE) > 0) {
        throw verdict(faults.values());
      }
      pause(longer(pause, asked));
      pause = rounds == 0 ? limits.backOff() : shorter(pause.multipliedBy(2), LONGEST_OWN_PAUSE);
    }
  }

  /** The last fault of every source in one sentence; what to do follows from the gravest. */
  private static RegistryFault verdict(Collection<RegistryFault> faults) {
    RegistryFault first = faults.iterator().next();
    // A mirror that lacks an image is usual; what is wrong with the others is what helps.
    FaultKind gravest =
        faults.stream()
            .map(RegistryFault::kind)
            .filter(kind -> kind != FaultKind.NOT_FOUND)
            .findFirst()
            .orElse(FaultKind.NOT_FOUND);
    String reasons =
        faults.stream()
            .skip(1)
            .map(fault -> ", and " + place(fault) + "but " + fault.reason())
            .collect(Collectors.joining("", first.reason(), ""));
    return new RegistryFault(gravest, first.tried(), reasons);
  }

  private static String place(RegistryFault fault) {
    int from = fault.tried().lastIndexOf(" from ");
    return from < 0 ? "" : fault.tried().substring(from + 1) + " ";
  }

  private static void pause(Duration length) throws InterruptedException {
    boolean woken = new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
    if (woken) {
      throw new IllegalStateException("nobody counts this latch down");
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
