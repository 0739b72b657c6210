package dev.ekube.rpm;

import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Tag;
import java.util.Comparator;
import java.util.regex.Pattern;

/** What names a package: name, epoch, version, release, architecture. */
public record Nevra(String name, Evr evr, String arch) implements Comparable<Nevra> {
  private static final Comparator<Nevra> ORDER =
      Comparator.comparing(Nevra::name)
          .thenComparing(Nevra::evr)
          .thenComparing(Nevra::arch)
          .thenComparing(nevra -> nevra.evr().toString());

  /** What rpm itself lets a package be called; a slash or a control character never. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._+~^%{}-]{1,255}");

  /** The name of the package with that main header. */
  public static Nevra of(Header header) throws BadRpmException {
    String name = word(header, Tag.NAME);
    Evr evr =
        new Evr(
            header.firstLong(Tag.EPOCH).orElse(0),
            word(header, Tag.VERSION),
            word(header, Tag.RELEASE));
    // Keys that were imported into a database stand there as packages without an architecture.
    boolean key = name.equals("gpg-pubkey") && !header.has(Tag.ARCH);
    return new Nevra(name, evr, key ? "(none)" : word(header, Tag.ARCH));
  }

  private static String word(Header header, Tag tag) throws BadRpmException {
    return header
        .string(tag)
        .filter(text -> WORD.matcher(text).matches())
        .orElseThrow(() -> new BadRpmException("its " + tag + " is missing or no such word"));
  }

  @Override
  public int compareTo(Nevra other) {
    return ORDER.compare(this, other);
  }

  /** As dnf writes it: {@code name-[epoch:]version-release.arch}. */
  @Override
  public String toString() {
    return name + "-" + evr + "." + arch;
  }
}
