package dev.ekube.rpm.db;

import dev.ekube.rpm.PackageFile;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.HeaderBuilder;
import dev.ekube.rpm.header.SignatureTag;
import dev.ekube.rpm.header.Tag;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A package's header as it stands in the database: what was signed stays as it is; behind it come
 * the signatures and what happened at the installation.
 */
public final class Installed {
  /** Which files are there (rpm's rpmfileState_e). */
  private static final int NORMAL = 0;

  private static final int NOT_INSTALLED = 2;

  /** 64-bit and 32-bit programs may both be installed, as on x86_64. */
  private static final int COLOR = 3;

  private static final Map<SignatureTag, Tag> MERGED =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(SignatureTag.SIZE, Tag.SIG_SIZE),
              Map.entry(SignatureTag.PGP, Tag.SIG_PGP),
              Map.entry(SignatureTag.MD5, Tag.SIG_MD5),
              Map.entry(SignatureTag.GPG, Tag.SIG_GPG),
              Map.entry(SignatureTag.ARCHIVE_SIZE, Tag.ARCHIVE_SIZE),
              Map.entry(SignatureTag.DSA, Tag.DSA_HEADER),
              Map.entry(SignatureTag.RSA, Tag.RSA_HEADER),
              Map.entry(SignatureTag.SHA1, Tag.SHA1_HEADER),
              Map.entry(SignatureTag.SHA256, Tag.SHA256_HEADER),
              Map.entry(SignatureTag.LONG_SIZE, Tag.LONG_SIG_SIZE),
              Map.entry(SignatureTag.LONG_ARCHIVE_SIZE, Tag.LONG_ARCHIVE_SIZE),
              Map.entry(SignatureTag.FILE_SIGNATURES, Tag.FILE_SIGNATURES),
              Map.entry(SignatureTag.FILE_SIGNATURE_LENGTH, Tag.FILE_SIGNATURE_LENGTH),
              Map.entry(SignatureTag.VERITY_SIGNATURES, Tag.VERITY_SIGNATURES),
              Map.entry(SignatureTag.VERITY_SIGNATURE_ALGORITHM, Tag.VERITY_SIGNATURE_ALGORITHM)));

  private Installed() {}

  /**
   * The header for the database.
   *
   * @param time of the installation, seconds since 1970; also the transaction's number
   * @param leftOut files that were not installed, so that nothing misses them
   */
  public static Header of(RpmPackage rpm, long time, Predicate<PackageFile> leftOut)
      throws BadRpmException {
    HeaderBuilder added = new HeaderBuilder();
    MERGED.forEach((from, to) -> added.copy(to, rpm.signature(), from));
    List<PackageFile> files = rpm.files();
    long[] states = new long[files.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = leftOut.test(files.get(i)) ? NOT_INSTALLED : NORMAL;
    }
    added.numbers(Tag.FILE_STATES, states);
    added.numbers(Tag.INSTALL_TID, time);
    added.numbers(Tag.INSTALL_TIME, time);
    added.numbers(Tag.INSTALL_COLOR, COLOR);
    return Header.parse(added.behind(rpm.header()));
  }
}
