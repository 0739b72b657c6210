package dev.ekube.model;

import java.time.Duration;

/** What happens after a loss of data (rules R5 and R6), and how often snapshots are taken. */
public record Recovery(TotalLoss totalLoss, Duration snapshotEvery, int snapshotsKept) {
  /** Policy when every voter has proved its data gone. */
  public enum TotalLoss {
    RESTORE,
    RECREATE,
    HOLD
  }

  public Recovery {
    Check.that(snapshotEvery.compareTo(Duration.ofSeconds(5)) >= 0, "snapshots at most every 5 s");
    Check.that(snapshotsKept > 0, "at least one snapshot is kept");
  }
}
