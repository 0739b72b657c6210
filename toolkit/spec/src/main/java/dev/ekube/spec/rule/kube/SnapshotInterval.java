package dev.ekube.spec.rule.kube;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.time.Duration;

/** A snapshot takes a moment. */
public final class SnapshotInterval extends Check {
  public SnapshotInterval() {
    super(
        "snapshot-interval",
        "Snapshots of etcd are at least 5 s apart; each one reads the whole database.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .recovery()
        .every()
        .filter(e -> e.value().compareTo(Duration.ofSeconds(5)) < 0)
        .ifPresent(
            e ->
                found.add(
                    problem(
                        e.place(),
                        "snapshots every " + e.value().toSeconds() + " s are too close together",
                        "write at least 5s")));
  }
}
