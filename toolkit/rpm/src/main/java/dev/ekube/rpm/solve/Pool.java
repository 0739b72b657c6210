package dev.ekube.rpm.solve;

import dev.ekube.rpm.Evr;
import dev.ekube.rpm.PackageFacts;
import dev.ekube.rpm.Relation;
import dev.ekube.rpm.repo.RepoPackage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** All packages that may be in the result, numbered from 1 on, and who provides what. */
final class Pool {
  private final List<Member> members = new ArrayList<>();
  private final Map<String, List<Provision>> byProvision = new HashMap<>();
  private final Map<String, List<Member>> byFile = new HashMap<>();
  private final Map<String, List<Member>> byName = new HashMap<>();

  /**
   * A package.
   *
   * @param number its variable
   * @param offer empty for one that is there already
   */
  record Member(int number, PackageFacts facts, Optional<RepoPackage> offer) {
    boolean isThere() {
      return offer.isEmpty();
    }

    String name() {
      return facts.nevra().name();
    }

    Evr evr() {
      return facts.nevra().evr();
    }

    @Override
    public String toString() {
      return facts.nevra().toString();
    }
  }

  private record Provision(Member member, Relation relation) {}

  Pool(List<PackageFacts> base, List<RepoPackage> offers) {
    base.forEach(facts -> add(facts, Optional.empty()));
    TreeMap<String, Integer> priorities = new TreeMap<>();
    offers.forEach(
        one -> priorities.merge(one.nevra().name(), one.repository().priority(), Math::min));
    TreeSet<String> seen = new TreeSet<>();
    offers.stream()
        .filter(one -> one.repository().priority() == priorities.get(one.nevra().name()))
        // The same package in two repositories is taken from the one that was named first.
        .filter(one -> seen.add(one.nevra().toString()))
        .forEach(one -> add(one.facts(), Optional.of(one)));
    Comparator<Member> newestFirst =
        Comparator.comparing(Member::evr)
            .reversed()
            .thenComparing(member -> !member.isThere())
            .thenComparingInt(Member::number);
    byName.values().forEach(list -> list.sort(newestFirst));
  }

  List<Member> members() {
    return members;
  }

  /** The packages of that name, newest first; of equals, the one that is there. */
  List<Member> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** Who provides it, in order of their numbers. */
  List<Member> providers(Relation wanted) {
    TreeMap<Integer, Member> found = new TreeMap<>();
    for (Provision provision : byProvision.getOrDefault(wanted.name(), List.of())) {
      if (provision.relation().overlaps(wanted)) {
        found.put(provision.member().number(), provision.member());
      }
    }
    if (wanted.name().startsWith("/")) {
      byFile.getOrDefault(wanted.name(), List.of()).forEach(one -> found.put(one.number(), one));
    }
    return List.copyOf(found.values());
  }

  /** Whom a package of that name in that version is; what it provides does not count. */
  List<Member> matching(Relation wanted) {
    return named(wanted.name()).stream()
        .filter(one -> Relation.exactly(one.name(), one.evr()).overlaps(wanted))
        .toList();
  }

  private void add(PackageFacts facts, Optional<RepoPackage> offer) {
    Member member = new Member(members.size() + 1, facts, offer);
    members.add(member);
    byName.computeIfAbsent(member.name(), name -> new ArrayList<>()).add(member);
    for (Relation relation : facts.provides()) {
      byProvision
          .computeIfAbsent(relation.name(), name -> new ArrayList<>())
          .add(new Provision(member, relation));
    }
    for (String file : facts.files()) {
      byFile.computeIfAbsent(file, path -> new ArrayList<>()).add(member);
    }
  }
}
