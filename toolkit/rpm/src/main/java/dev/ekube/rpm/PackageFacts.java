package dev.ekube.rpm;

import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * What matters of a package when packages are chosen.
 *
 * @param files paths that it is known to hold; a repository names only some of them
 */
public record PackageFacts(
    Nevra nevra,
    List<Relation> provides,
    List<Relation> requires,
    List<Relation> conflicts,
    List<Relation> obsoletes,
    List<String> files) {
  public PackageFacts {
    provides = List.copyOf(provides);
    requires = List.copyOf(requires);
    conflicts = List.copyOf(conflicts);
    obsoletes = List.copyOf(obsoletes);
    files = List.copyOf(files);
  }

  /** What a header says, from a package or from the database. */
  public static PackageFacts of(Header header) throws BadRpmException {
    return new PackageFacts(
        Nevra.of(header),
        relations(header, Tag.PROVIDE_NAMES, Tag.PROVIDE_FLAGS, Tag.PROVIDE_VERSIONS),
        relations(header, Tag.REQUIRE_NAMES, Tag.REQUIRE_FLAGS, Tag.REQUIRE_VERSIONS),
        relations(header, Tag.CONFLICT_NAMES, Tag.CONFLICT_FLAGS, Tag.CONFLICT_VERSIONS),
        relations(header, Tag.OBSOLETE_NAMES, Tag.OBSOLETE_FLAGS, Tag.OBSOLETE_VERSIONS),
        FileList.of(header).stream().map(PackageFile::path).toList());
  }

  /** The same with more files. */
  public PackageFacts withFiles(List<String> more) {
    List<String> all = new ArrayList<>(files);
    all.addAll(more);
    return new PackageFacts(nevra, provides, requires, conflicts, obsoletes, all);
  }

  private static List<Relation> relations(Header header, Tag names, Tag flags, Tag versions)
      throws BadRpmException {
    List<String> all = header.strings(names);
    long[] bits = header.longs(flags);
    List<String> texts = header.strings(versions);
    // Packages of old leave out what says nothing.
    boolean bare = bits.length == 0 && texts.isEmpty();
    if (!bare && (bits.length != all.size() || texts.size() != all.size())) {
      throw new BadRpmException("its header has " + names + " that do not fit together");
    }
    List<Relation> relations = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      relations.add(new Relation(all.get(i), bare ? 0 : bits[i], bare ? "" : texts.get(i)));
    }
    return relations;
  }
}
