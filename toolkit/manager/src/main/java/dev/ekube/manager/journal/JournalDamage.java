package dev.ekube.manager.journal;

import java.io.IOException;
import java.nio.file.Path;

/** The journal holds bytes that no crash explains. It is never read past them. */
public final class JournalDamage extends IOException {
  private static final long serialVersionUID = 1L;

  JournalDamage(Path file, long at, String what) {
    super(
        "tried to read the journal "
            + file
            + " but at byte "
            + at
            + " "
            + what
            + "; next: put the file back from a backup, or move it away, and what the nodes report"
            + " is adopted");
  }
}
