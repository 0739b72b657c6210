package dev.ekube.rpm.solve;

import dev.ekube.rpm.Relation;
import dev.ekube.rpm.Rich;
import dev.ekube.rpm.solve.Pool.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which packages are there at some point of choosing: chosen ones, and what is left of the base.
 */
final class Presence {
  private final Pool pool;
  private final TreeMap<Integer, Member> there = new TreeMap<>();
  private final List<Member> chosen = new ArrayList<>();
  private final List<Member> replaced = new ArrayList<>();

  Presence(Pool pool) {
    this.pool = pool;
    pool.members().stream().filter(Member::isThere).forEach(one -> there.put(one.number(), one));
  }

  Collection<Member> all() {
    return List.copyOf(there.values());
  }

  List<Member> chosen() {
    return chosen;
  }

  List<Member> replaced() {
    return replaced;
  }

  boolean has(Member member) {
    return there.containsKey(member.number());
  }

  /** Adds a package; packages of the base that it takes the place of go. */
  void add(Member member) {
    there.put(member.number(), member);
    chosen.add(member);
    for (Member old : List.copyOf(there.values())) {
      if (old.isThere() && isReplacedBy(old, member)) {
        there.remove(old.number());
        replaced.add(old);
      }
    }
  }

  /** The same with one more, to try what it would change. */
  Presence with(Member member) {
    Presence copy = new Presence(pool);
    copy.there.clear();
    copy.there.putAll(there);
    copy.there.put(member.number(), member);
    return copy;
  }

  static boolean isReplacedBy(Member old, Member member) {
    boolean newer = old.name().equals(member.name()) && member.evr().compareTo(old.evr()) > 0;
    return (newer && !Rules.isSideBySide(member)) || Rules.obsoletes(member, old);
  }

  boolean meets(Relation need) {
    return pool.providers(need).stream().anyMatch(this::has);
  }

  boolean meets(Rich rich) {
    return switch (rich) {
      case Rich.One one -> meets(one.relation());
      case Rich.All all -> all.parts().stream().allMatch(this::meets);
      case Rich.Any any -> any.parts().stream().anyMatch(this::meets);
      case Rich.With with -> !fitting(with).isEmpty();
      case Rich.Without without -> !fitting(without).isEmpty();
      case Rich.If one ->
          meets(one.condition())
              ? meets(one.then())
              : one.otherwise().map(this::meets).orElse(true);
      case Rich.Unless one ->
          meets(one.condition())
              ? one.otherwise().map(this::meets).orElse(false)
              : meets(one.then());
    };
  }

  private Set<Member> fitting(Rich rich) {
    return switch (rich) {
      case Rich.One one -> {
        Set<Member> found = new HashSet<>(pool.providers(one.relation()));
        found.removeIf(member -> !has(member));
        yield found;
      }
      case Rich.With with -> {
        Set<Member> left = fitting(with.parts().getFirst());
        with.parts().forEach(part -> left.retainAll(fitting(part)));
        yield left;
      }
      case Rich.Without without -> {
        Set<Member> left = fitting(without.one());
        left.removeAll(fitting(without.other()));
        yield left;
      }
      case Rich.Any any -> union(any.parts());
      case Rich.All all -> union(all.parts());
      case Rich.If one -> fitting(one.then());
      case Rich.Unless one -> fitting(one.then());
    };
  }

  private Set<Member> union(List<Rich> parts) {
    Set<Member> all = new HashSet<>();
    parts.forEach(part -> all.addAll(fitting(part)));
    return all;
  }
}
