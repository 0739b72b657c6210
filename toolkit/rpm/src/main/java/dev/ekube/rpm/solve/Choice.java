package dev.ekube.rpm.solve;

import dev.ekube.rpm.Relation;
import dev.ekube.rpm.Rich;
import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.repo.RepoPackage;
import dev.ekube.rpm.solve.Pool.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses packages one by one as dnf would: for everything that is asked for or needed and not
 * there the newest that all the rest allows, which the formula tells before anything is decided, so
 * that no choice is ever taken back.
 */
final class Choice {
  private final Pool pool;
  private final Rules rules;
  private final Formula formula;
  private final Presence presence;

  Choice(Pool pool, Rules rules) {
    this.pool = pool;
    this.rules = rules;
    this.formula = rules.formula();
    this.presence = new Presence(pool);
  }

  /** Whom a request can mean: packages of that name, else who provides it; the best first. */
  static List<Member> meant(Pool pool, Relation request) {
    List<Member> named = pool.matching(request);
    return named.isEmpty() ? sorted(request.name(), pool.providers(request)) : named;
  }

  Outcome.Solved run(List<Relation> requests) throws BadRpmException {
    for (Relation request : requests) {
      List<Member> meant = meant(pool, request);
      if (meant.stream().noneMatch(presence::has)) {
        choose(meant);
      }
    }
    boolean changed = true;
    while (changed) {
      changed = meetNeeds() || replaceWhatCannotStay();
    }
    List<RepoPackage> install =
        presence.chosen().stream()
            .flatMap(member -> member.offer().stream())
            .sorted(Comparator.comparing(RepoPackage::nevra))
            .toList();
    return new Outcome.Solved(
        install, presence.replaced().stream().map(one -> one.facts().nevra()).sorted().toList());
  }

  private boolean meetNeeds() throws BadRpmException {
    boolean changed = false;
    for (Member member : presence.all()) {
      for (Relation need : member.facts().requires()) {
        if (presence.has(member) && !need.isOfRpm()) {
          changed |= meet(member, need);
        }
      }
    }
    return changed;
  }

  private boolean meet(Member member, Relation need) throws BadRpmException {
    if (need.isRich()) {
      Rich rich = Rich.parse(need.name());
      // A base image may have broken weak ties; nobody mends them unasked.
      return !member.isThere() && !presence.meets(rich) && choose(fitting(rich));
    }
    if (presence.meets(need)) {
      return false;
    }
    List<Member> providers = pool.providers(need);
    boolean brokenBefore = member.isThere() && providers.stream().noneMatch(Member::isThere);
    return !brokenBefore && choose(sorted(need.name(), providers));
  }

  /** Packages that meet it by themselves before those that are only a part of what does. */
  private List<Member> fitting(Rich rich) {
    List<Member> all = sorted("", rules.members(rich));
    List<Member> alone = all.stream().filter(one -> presence.with(one).meets(rich)).toList();
    return alone.stream().anyMatch(one -> !one.isThere()) ? alone : all;
  }

  private boolean replaceWhatCannotStay() {
    for (Member member : presence.all()) {
      if (member.isThere() && !formula.isPossible(member.number())) {
        List<Member> instead =
            rules.reached().stream()
                .filter(other -> !other.isThere() && Presence.isReplacedBy(member, other))
                .toList();
        if (choose(sorted(member.name(), instead))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Takes the first that is possible; true when that changed anything. */
  private boolean choose(List<Member> candidates) {
    Optional<Member> best =
        candidates.stream()
            .filter(one -> !presence.has(one) && !one.isThere())
            .filter(one -> formula.isPossible(one.number()))
            .findFirst();
    if (best.isEmpty()) {
      return false;
    }
    formula.fix(best.get().number());
    presence.add(best.get());
    return true;
  }

  /** The package of the name itself, then shorter names, then by letters; each newest first. */
  private static List<Member> sorted(String name, List<Member> members) {
    List<Member> all = new ArrayList<>(members);
    all.sort(
        Comparator.<Member, Boolean>comparing(one -> !one.isThere())
            .thenComparing(one -> !one.name().equals(name))
            .thenComparingInt(one -> one.name().length())
            .thenComparing(Member::name)
            .thenComparing(Member::evr, Comparator.reverseOrder())
            .thenComparingInt(Member::number));
    return all;
  }
}
