package dev.ekube.manager.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ekube.machine.arbiter.Ledger;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Origin;
import dev.ekube.manager.journal.Journal;
import dev.ekube.model.Bytes;
import dev.ekube.wire.LedgerJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The arbiter's ledger in a journal. That a journal was lost is written into the one that takes its
 * place: a crash at once must not make the new, empty one pass for the whole truth (rule R10).
 */
public final class LedgerStore implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long COMPACT_BYTES = 1 << 20;

  private final Journal journal;
  private final long compactBytes;
  private boolean lost;

  private LedgerStore(Journal journal, long compactBytes, boolean lost) {
    this.journal = journal;
    this.compactBytes = compactBytes;
    this.lost = lost;
  }

  /**
   * A store and what it held.
   *
   * @param origin where the ledger comes from
   * @param cut bytes of a write that a crash had cut
   */
  public record Opened(LedgerStore store, Ledger ledger, Origin origin, long cut) {}

  /** What the journal's first entry holds. */
  record Base(boolean lost, Ledger ledger) {}

  /**
   * Opens or creates it.
   *
   * @param authoritiesAreNew they were made just now, so that no node can hold anything yet
   */
  public static Opened open(Path directory, boolean authoritiesAreNew) throws IOException {
    return open(directory, authoritiesAreNew, COMPACT_BYTES);
  }

  /**
   * Makes an empty journal, unless there is one. To be called before the authorities of a new
   * cluster are made: authorities without a journal mean that the journal was lost (rule R10).
   */
  public static void prepare(Path directory) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    open(directory, true).store().close();
  }

  static Opened open(Path directory, boolean authoritiesAreNew, long compactBytes)
      throws IOException {
    Bytes fresh = bytes(new Base(!authoritiesAreNew, Ledger.EMPTY));
    Journal.Opened opened = Journal.open(directory, fresh);
    try {
      Base base = base(opened.base(), directory);
      Ledger ledger = base.ledger();
      boolean lost = base.lost();
      for (Bytes entry : opened.entries()) {
        LedgerEntry read = LedgerJson.read(entry.toArray());
        ledger = ledger.apply(read);
        lost = lost && !settles(read);
      }
      LedgerStore store = new LedgerStore(opened.journal(), compactBytes, lost);
      return new Opened(store, ledger, origin(lost, authoritiesAreNew), opened.cut());
    } catch (IOException | RuntimeException e) {
      opened.journal().close();
      throw e;
    }
  }

  private static Origin origin(boolean lost, boolean authoritiesAreNew) {
    if (lost) {
      return Origin.LOST;
    }
    return authoritiesAreNew ? Origin.FRESH : Origin.KEPT;
  }

  /** From this entry on the ledger itself says that nothing is to be granted. */
  private static boolean settles(LedgerEntry entry) {
    return entry instanceof LedgerEntry.Doubted;
  }

  /** Writes the entries with one sync; they are on disk when it returns. */
  public void append(List<LedgerEntry> entries) throws IOException {
    List<Bytes> documents = new ArrayList<>();
    for (LedgerEntry entry : entries) {
      documents.add(Bytes.of(LedgerJson.write(entry)));
      lost = lost && !settles(entry);
    }
    journal.append(documents);
  }

  /** Puts {@code now} in the place of a journal that has grown long. */
  public void compactWhenLong(Ledger now) throws IOException {
    if (journal.bytes() > compactBytes) {
      journal.compact(bytes(new Base(lost, now)));
    }
  }

  public long journalBytes() throws IOException {
    return journal.bytes();
  }

  private static Bytes bytes(Base base) throws IOException {
    return Bytes.of(JSON.writeValueAsBytes(RecordJson.write(base)));
  }

  private static Base base(Bytes bytes, Path directory) throws IOException {
    try {
      JsonNode json = JSON.readTree(bytes.toArray());
      return RecordJson.read(json, Base.class);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "tried to read the journal in "
              + directory
              + " but its first entry is of another version: "
              + e.getMessage()
              + "; next: run the ekube that wrote it",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
