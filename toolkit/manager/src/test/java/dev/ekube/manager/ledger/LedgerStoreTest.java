package dev.ekube.manager.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.Ticket;
import dev.ekube.machine.arbiter.Ledger;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Origin;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerStoreTest {
  private static final NodeName NODE = new NodeName("control0");
  private static final Incarnation BOOT = new Incarnation("boot-1");
  private static final SnapshotRef SNAPSHOT = new SnapshotRef("e1-r7-x.db", 1, 7, 9, "ab", 32);
  private static final List<LedgerEntry> LIFE =
      List.of(
          new LedgerEntry.TermBegun(1),
          new LedgerEntry.Enrolled(NODE, BOOT, "key", new Data.Empty()),
          new LedgerEntry.Founded(
              1, Copies.sorted(Map.of(NODE, "https://10.0.0.1:2380")), Optional.empty(), "first"),
          new LedgerEntry.TicketGranted(new Ticket(1, NODE, BOOT)),
          new LedgerEntry.SnapshotKept(SNAPSHOT));

  @TempDir private Path directory;

  private Origin reopened(boolean authoritiesAreNew) throws IOException {
    LedgerStore.Opened opened = LedgerStore.open(directory, authoritiesAreNew);
    opened.store().close();
    return opened.origin();
  }

  @Test
  void whatWasAppendedAddsUpToTheSameLedger() throws IOException {
    LedgerStore.Opened first = LedgerStore.open(directory, true);
    first.store().append(LIFE);
    first.store().close();

    LedgerStore.Opened again = LedgerStore.open(directory, false);
    again.store().close();
    assertThat(again.ledger()).isEqualTo(Ledger.of(LIFE));
    assertThat(again.origin()).isEqualTo(Origin.KEPT);
  }

  @Test
  void compactionKeepsTheWholeLedger() throws IOException {
    LedgerStore.Opened first = LedgerStore.open(directory, true, 100);
    first.store().append(LIFE);
    long before = first.store().journalBytes();
    first.store().compactWhenLong(Ledger.of(LIFE));
    first.store().append(List.of(new LedgerEntry.TermBegun(2)));
    first.store().close();

    LedgerStore.Opened again = LedgerStore.open(directory, false);
    again.store().close();
    assertThat(before).isGreaterThan(100);
    assertThat(again.ledger()).isEqualTo(Ledger.of(LIFE).apply(new LedgerEntry.TermBegun(2)));
  }

  @Test
  void authoritiesMadeJustNowMeanThatNothingCanExist() throws IOException {
    assertThat(reopened(true)).isEqualTo(Origin.FRESH);
    assertThat(reopened(false)).isEqualTo(Origin.KEPT);
  }

  @Test
  void aLostJournalStaysLostUntilTheLedgerItselfSaysSo() throws IOException {
    assertThat(reopened(false)).isEqualTo(Origin.LOST);
    assertThat(reopened(false)).isEqualTo(Origin.LOST);

    LedgerStore.Opened opened = LedgerStore.open(directory, false);
    opened.store().append(List.of(new LedgerEntry.Doubted("the journal is lost", 7)));
    opened.store().close();
    assertThat(reopened(false)).isEqualTo(Origin.KEPT);
  }

  @Test
  void aJournalThatWasPreparedBeforeTheAuthoritiesIsNotLost() throws IOException {
    LedgerStore.prepare(directory);

    assertThat(reopened(false)).isEqualTo(Origin.KEPT);
  }
}
