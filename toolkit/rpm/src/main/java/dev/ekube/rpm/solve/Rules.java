package dev.ekube.rpm.solve;

import dev.ekube.rpm.Relation;
import dev.ekube.rpm.Rich;
import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.solve.Pool.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What holds between packages, as clauses, for all that the request can lead to. A package that is
 * there stays, unless a newer one of its name or one that obsoletes it takes its place.
 */
final class Rules {
  /** Of packages that provide this, several versions may be there side by side. */
  private static final String SIDE_BY_SIDE = "installonlypkg(kernel)";

  private final Pool pool;
  private final Formula formula;
  private final RichClauses rich;
  private final TreeMap<Integer, Member> reached = new TreeMap<>();
  private final Deque<Member> waiting = new ArrayDeque<>();
  private final Set<String> unmetFiles = new TreeSet<>();

  Rules(Pool pool) {
    this.pool = pool;
    this.formula = new Formula(pool.members().size());
    this.rich = new RichClauses(formula, this::reach);
  }

  Formula formula() {
    return formula;
  }

  /** Paths that something needs and nobody is known to hold. */
  Set<String> unmetFiles() {
    return unmetFiles;
  }

  /** Who provides it; whoever does may be in the result, so that its own needs count. */
  List<Member> reach(Relation wanted) {
    List<Member> found = pool.providers(wanted);
    found.forEach(this::reach);
    if (found.isEmpty() && wanted.name().startsWith("/")) {
      unmetFiles.add(wanted.name());
    }
    return found;
  }

  /** Takes a package into account. */
  void reach(Member member) {
    if (reached.putIfAbsent(member.number(), member) == null) {
      waiting.add(member);
    }
  }

  /** Writes all clauses. */
  void write() throws BadRpmException {
    pool.members().stream().filter(Member::isThere).forEach(this::reach);
    while (!waiting.isEmpty()) {
      needs(waiting.remove());
    }
    for (Member member : List.copyOf(reached.values())) {
      rivals(member);
      if (member.isThere()) {
        stays(member);
      }
    }
    oneOfAName();
  }

  private void needs(Member member) throws BadRpmException {
    if (member.isThere()) {
      // What it is tied to may have to be replaced, and then so must it.
      pool.named(member.name()).stream()
          .filter(other -> other.evr().compareTo(member.evr()) > 0)
          .forEach(this::reach);
    }
    for (Relation need : member.facts().requires().stream().distinct().toList()) {
      if (!need.isOfRpm()) {
        need(member, need);
      }
    }
  }

  private void need(Member member, Relation need) throws BadRpmException {
    String reason = member + " needs " + need;
    if (need.isRich()) {
      int literal = rich.literal(Rich.parse(need.name()));
      if (!member.isThere()) {
        formula.require(reason, -member.number(), literal);
      }
      return;
    }
    List<Member> providers = reach(need);
    boolean broken = member.isThere() && providers.stream().noneMatch(Member::isThere);
    // What a base image lacks already, it may go on lacking.
    if (!broken && !providers.contains(member)) {
      String none = providers.isEmpty() ? ", which nothing provides" : "";
      formula.require(reason + none, joined(-member.number(), providers));
    }
  }

  private void rivals(Member member) throws BadRpmException {
    for (Relation conflict : member.facts().conflicts()) {
      if (conflict.isRich()) {
        int literal = rich.literal(Rich.parse(conflict.name()));
        formula.require(member + " conflicts with " + conflict, -member.number(), -literal);
      } else {
        exclude(member, pool.providers(conflict), " conflicts with ");
      }
    }
    for (Relation obsolete : member.facts().obsoletes()) {
      exclude(member, pool.matching(obsolete), " obsoletes ");
    }
  }

  private void exclude(Member member, List<Member> others, String word) {
    for (Member other : others) {
      boolean both = member.isThere() && other.isThere();
      boolean same = other.name().equals(member.name()) && other.evr().equals(member.evr());
      if (!same && !both && reached.containsKey(other.number())) {
        formula.require(member + word + other, -member.number(), -other.number());
      }
    }
  }

  private void stays(Member member) {
    List<Member> instead = new ArrayList<>();
    for (Member other : reached.values()) {
      boolean newer = other.name().equals(member.name()) && other.evr().compareTo(member.evr()) > 0;
      if (!other.isThere() && (newer || obsoletes(other, member))) {
        instead.add(other);
      }
    }
    formula.require(
        "the base holds " + member + ", which may be replaced, but not removed",
        joined(member.number(), instead));
  }

  static boolean obsoletes(Member other, Member member) {
    Relation itself = Relation.exactly(member.name(), member.evr());
    return other.facts().obsoletes().stream()
        .anyMatch(one -> one.name().equals(member.name()) && one.overlaps(itself));
  }

  private void oneOfAName() {
    Set<String> names = new TreeSet<>();
    reached.values().forEach(member -> names.add(member.name()));
    for (String name : names) {
      List<Member> all =
          pool.named(name).stream().filter(one -> reached.containsKey(one.number())).toList();
      for (int i = 0; i < all.size(); i++) {
        for (Member other : all.subList(i + 1, all.size())) {
          alone(all.get(i), other);
        }
      }
    }
  }

  private void alone(Member one, Member other) {
    boolean both = one.isThere() && other.isThere();
    if (!both && !(isSideBySide(one) && isSideBySide(other))) {
      formula.require(
          "only one of " + one + " and " + other + " can be there", -one.number(), -other.number());
    }
  }

  static boolean isSideBySide(Member member) {
    return member.facts().provides().stream().anyMatch(one -> one.name().equals(SIDE_BY_SIDE));
  }

  static int[] joined(int first, List<Member> others) {
    return IntStream.concat(
            IntStream.of(first), others.stream().mapToInt(Member::number).distinct())
        .toArray();
  }

  /** All packages that count, by their numbers. */
  List<Member> reached() {
    return List.copyOf(reached.values());
  }

  /** The packages that a rich dependency speaks of. */
  List<Member> members(Rich wanted) {
    return rich.members(wanted);
  }
}
