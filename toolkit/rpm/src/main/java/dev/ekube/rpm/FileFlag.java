package dev.ekube.rpm;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a package says of a file (rpm's rpmfileAttrs_e). */
public enum FileFlag {
  CONFIG(0),
  DOC(1),
  ICON(2),
  MISSING_OK(3),
  NO_REPLACE(4),
  SPEC(5),
  GHOST(6),
  LICENSE(7),
  README(8),
  PUBKEY(11),
  ARTIFACT(12);

  private final int bit;

  FileFlag(int bit) {
    this.bit = bit;
  }

  /** Those whose bits are set; bits without a meaning are passed over. */
  static Set<FileFlag> of(int bits) {
    Set<FileFlag> flags = EnumSet.noneOf(FileFlag.class);
    for (FileFlag flag : values()) {
      if ((bits >>> flag.bit & 1) != 0) {
        flags.add(flag);
      }
    }
    return Collections.unmodifiableSet(flags);
  }
}
