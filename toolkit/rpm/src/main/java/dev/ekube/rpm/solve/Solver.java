package dev.ekube.rpm.solve;

import dev.ekube.rpm.Nevra;
import dev.ekube.rpm.PackageFacts;
import dev.ekube.rpm.Relation;
import dev.ekube.rpm.header.BadRpmException;
import dev.ekube.rpm.repo.Contents;
import dev.ekube.rpm.repo.RepoPackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the packages that must come to a base for a request to hold. What is only recommended stays
 * away. The same input gives the same answer.
 */
public final class Solver {
  private final List<PackageFacts> base;
  private final List<Contents> repositories;

  /** {@code base} is what is there, {@code repositories} are in the order in which they count. */
  public Solver(List<PackageFacts> base, List<Contents> repositories) {
    this.base = List.copyOf(base);
    this.repositories = List.copyOf(repositories);
  }

  /** Names, paths or versions that must be there afterwards. */
  public Outcome solve(List<Relation> requests) throws IOException, InterruptedException {
    Map<String, RepoPackage> offers = new TreeMap<>();
    List<String> order = new ArrayList<>();
    for (Contents repository : repositories) {
      for (RepoPackage one : repository.packages()) {
        String key = repository.repository().name() + " " + one.nevra();
        if (offers.put(key, one) == null) {
          order.add(key);
        }
      }
    }
    Set<String> asked = new TreeSet<>();
    while (true) {
      Pool pool = new Pool(base, order.stream().map(offers::get).toList());
      Rules rules = new Rules(pool);
      Outcome outcome = solve(requests, pool, rules);
      Set<String> paths = new TreeSet<>(rules.unmetFiles());
      paths.removeAll(asked);
      if (paths.isEmpty()) {
        return outcome;
      }
      // primary.xml names only files that are often needed; filelists.xml, far larger, all.
      asked.addAll(paths);
      for (Contents repository : repositories) {
        for (RepoPackage holder : repository.holding(paths)) {
          String key = repository.repository().name() + " " + holder.nevra();
          List<String> held = holder.facts().files();
          offers.computeIfPresent(key, (k, old) -> old.withMore(held));
        }
      }
    }
  }

  private static Outcome solve(List<Relation> requests, Pool pool, Rules rules)
      throws BadRpmException {
    List<String> unknown = new ArrayList<>();
    for (Relation request : requests) {
      List<Pool.Member> meant = Choice.meant(pool, request);
      if (request.name().startsWith("/")) {
        rules.reach(request);
      }
      if (meant.isEmpty()) {
        unknown.add(unknown(request, pool));
      }
      meant.forEach(rules::reach);
      rules
          .formula()
          .require(
              "you ask for " + request, meant.stream().mapToInt(Pool.Member::number).toArray());
    }
    if (!unknown.isEmpty()) {
      return new Outcome.Impossible(unknown);
    }
    rules.write();
    if (!rules.formula().isPossible()) {
      return new Outcome.Impossible(rules.formula().contradiction());
    }
    return new Choice(pool, rules).run(requests);
  }

  private static String unknown(Relation request, Pool pool) {
    List<Nevra> others =
        pool.named(request.name()).stream().map(one -> one.facts().nevra()).limit(3).toList();
    return "you ask for "
        + request
        + (others.isEmpty()
            ? ", which no repository has"
            : ", of which there is only "
                + String.join(", ", others.stream().map(Nevra::toString).toList()));
  }
}
