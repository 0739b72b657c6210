package dev.ekube.rpm.db;

import dev.ekube.rpm.Relation;
import dev.ekube.rpm.Rich;
import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Tag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The tables beside the packages' own, by which rpm finds packages; in the order that it has. */
enum Index {
  NAME("Name", Tag.NAME, Shape.TEXT),
  BASENAMES("Basenames", Tag.BASE_NAMES, Shape.TEXTS),
  GROUP("Group", Tag.GROUP, Shape.TEXT),
  REQUIRENAME("Requirename", Tag.REQUIRE_NAMES, Shape.RICH),
  PROVIDENAME("Providename", Tag.PROVIDE_NAMES, Shape.TEXTS),
  CONFLICTNAME("Conflictname", Tag.CONFLICT_NAMES, Shape.RICH),
  OBSOLETENAME("Obsoletename", Tag.OBSOLETE_NAMES, Shape.TEXTS),
  TRIGGERNAME("Triggername", Tag.TRIGGER_NAMES, Shape.TEXTS),
  DIRNAMES("Dirnames", Tag.DIR_NAMES, Shape.TEXTS),
  INSTALLTID("Installtid", Tag.INSTALL_TID, Shape.NUMBER),
  SIGMD5("Sigmd5", Tag.SIG_MD5, Shape.BYTES),
  SHA1HEADER("Sha1header", Tag.SHA1_HEADER, Shape.TEXT),
  FILETRIGGERNAME("Filetriggername", Tag.FILE_TRIGGER_NAMES, Shape.TEXTS),
  TRANSFILETRIGGERNAME("Transfiletriggername", Tag.TRANS_FILE_TRIGGER_NAMES, Shape.TEXTS),
  RECOMMENDNAME("Recommendname", Tag.RECOMMEND_NAMES, Shape.RICH),
  SUGGESTNAME("Suggestname", Tag.SUGGEST_NAMES, Shape.RICH),
  SUPPLEMENTNAME("Supplementname", Tag.SUPPLEMENT_NAMES, Shape.RICH),
  ENHANCENAME("Enhancename", Tag.ENHANCE_NAMES, Shape.RICH);

  private final String table;
  private final Tag tag;
  private final Shape shape;

  Index(String table, Tag tag, Shape shape) {
    this.table = table;
    this.tag = tag;
    this.shape = shape;
  }

  /** What a tag's values are as keys. */
  enum Shape {
    TEXT,
    TEXTS,
    /** Texts, of which rich dependencies are found by what they speak of, too. */
    RICH,
    NUMBER,
    BYTES
  }

  /**
   * A row.
   *
   * @param key a String or bytes
   * @param place of the value among those of its tag
   */
  record Row(Object key, int place) {}

  String table() {
    return table;
  }

  boolean isText() {
    return shape != Shape.NUMBER && shape != Shape.BYTES;
  }

  boolean isArray() {
    return shape == Shape.TEXTS || shape == Shape.RICH;
  }

  /** The rows for one package (rpm's tag2index). */
  List<Row> rows(Header header) throws BadRpmException {
    return switch (shape) {
      case NUMBER -> header.has(tag) ? List.of(new Row(number(header), 0)) : List.of();
      case BYTES -> header.has(tag) ? List.of(new Row(header.bytes(tag), 0)) : List.of();
      case TEXT -> {
        String missing = this == GROUP ? "Unknown" : "";
        String key = header.string(tag).orElse(missing);
        yield key.isEmpty() ? List.of() : List.of(new Row(key, 0));
      }
      case TEXTS, RICH -> texts(header);
    };
  }

  /** Numbers are keys in the byte order of the machine that made them; nodes are little-endian. */
  private byte[] number(Header header) {
    return ByteBuffer.allocate(Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(header.firstInt(tag).orElse(0))
        .array();
  }

  private List<Row> texts(Header header) throws BadRpmException {
    List<String> names = header.strings(tag);
    long[] flags = this == REQUIRENAME ? header.longs(Tag.REQUIRE_FLAGS) : new long[0];
    long[] places = places(header);
    Set<String> seen = new HashSet<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean transientNeed =
          i < flags.length && new Relation(name, flags[i], "").isForInstallingOnly();
      boolean again = this == TRIGGERNAME && !seen.add(name);
      if (name.isEmpty() || transientNeed || again) {
        continue;
      }
      int place = places.length == 0 ? i : (int) places[i];
      rows.add(new Row(name, place));
      if (shape == Shape.RICH && name.startsWith("(")) {
        Set<String> parts = new TreeSet<>();
        collect(Rich.parse(name), false, parts);
        parts.forEach(
            part -> rows.add(new Row(part.substring(part.startsWith(" ") ? 1 : 0), place)));
      }
    }
    return rows;
  }

  /** Triggers by files are found by the number of the trigger, not of the path. */
  private long[] places(Header header) throws BadRpmException {
    long[] places =
        switch (this) {
          case FILETRIGGERNAME -> header.longs(Tag.FILE_TRIGGER_INDEXES);
          case TRANSFILETRIGGERNAME -> header.longs(Tag.TRANS_FILE_TRIGGER_INDEXES);
          default -> new long[0];
        };
    if (places.length != 0 && places.length != header.strings(tag).size()) {
      throw new BadRpmException("its header has triggers that do not fit together");
    }
    return places;
  }

  /** Names with {@code !} where the package's absence matters, else with a space. */
  private static void collect(Rich rich, boolean absent, Set<String> names) {
    switch (rich) {
      case Rich.One one -> {
        if (!one.relation().isOfRpm()) {
          names.add((absent ? "!" : " ") + one.relation().name());
        }
      }
      case Rich.All all -> all.parts().forEach(part -> collect(part, absent, names));
      case Rich.Any any -> any.parts().forEach(part -> collect(part, absent, names));
      case Rich.With with -> with.parts().forEach(part -> collect(part, absent, names));
      case Rich.Without without -> {
        collect(without.one(), absent, names);
        collect(without.other(), absent, names);
      }
      case Rich.If one -> {
        collect(one.then(), absent, names);
        collect(one.condition(), !absent, names);
        one.otherwise().ifPresent(other -> collect(one.condition(), absent, names));
        one.otherwise().ifPresent(other -> collect(other, absent, names));
      }
      case Rich.Unless one -> {
        collect(one.then(), absent, names);
        collect(one.condition(), !absent, names);
        one.otherwise().ifPresent(other -> collect(one.condition(), absent, names));
        one.otherwise().ifPresent(other -> collect(other, absent, names));
      }
    }
  }
}
