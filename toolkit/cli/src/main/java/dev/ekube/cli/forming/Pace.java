package dev.ekube.cli.forming;

import dev.ekube.model.Copies;
import dev.ekube.model.Role;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long the stages of a boot took when they were measured last.
 *
 * @param after milliseconds from the order to boot to the end of a stage on the slowest node of a
 *     role, by {@link #key}
 */
public record Pace(SortedMap<String, Long> after) {
  /** Nothing has been measured yet. */
  public static final Pace UNKNOWN = new Pace(new TreeMap<>());

  public Pace {
    after = Copies.sorted(after);
  }

  static String key(Role role, String stage) {
    return role.name().toLowerCase(Locale.ROOT) + "/" + stage;
  }

  /** Milliseconds that a node still needs; nothing when its role has never been measured. */
  OptionalLong left(Course.Point node, long now) {
    if (node.isReady()) {
      return OptionalLong.of(0);
    }
    Optional<Long> whole = of(node.role(), Course.READY);
    if (whole.isEmpty()) {
      return OptionalLong.empty();
    }
    // What it was slower with so far says nothing of what is to come.
    Optional<Long> reached = of(node.role(), node.stage());
    long spent = reached.map(at -> at + now - node.at()).orElse(now - node.base());
    return OptionalLong.of(Math.max(0, whole.get() - spent));
  }

  private Optional<Long> of(Role role, String stage) {
    return Optional.ofNullable(after.get(key(role, stage)));
  }

  /** The same with newer figures where there are any. */
  Pace updated(Pace newer) {
    SortedMap<String, Long> all = new TreeMap<>(after);
    all.putAll(newer.after);
    return new Pace(all);
  }
}
