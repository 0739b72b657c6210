package dev.ekube.rpm.solve;

import dev.ekube.oci.Digest;
import dev.ekube.rpm.Evr;
import dev.ekube.rpm.Nevra;
import dev.ekube.rpm.PackageFacts;
import dev.ekube.rpm.Relation;
import dev.ekube.rpm.repo.Contents;
import dev.ekube.rpm.repo.RepoPackage;
import dev.ekube.rpm.repo.Repository;
import dev.ekube.rpm.verify.Keyring;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A base and one repository, written down as lines of relations. */
final class World {
  private final List<PackageFacts> base = new ArrayList<>();
  private final List<RepoPackage> offers = new ArrayList<>();
  private final StringBuilder baseTags = new StringBuilder();
  private final StringBuilder offerTags = new StringBuilder();

  /** A package of the base, such as {@code "a 1-1"} with {@code "needs b >= 2"}. */
  World there(String what, String... lines) {
    base.add(facts(what, baseTags, lines));
    return this;
  }

  /** A package of the repository. */
  World offered(String what, String... lines) {
    return offered("main", 99, what, lines);
  }

  World offered(String repository, int priority, String what, String... lines) {
    PackageFacts facts = facts(what, offerTags, lines);
    Repository from =
        new Repository(
            repository, List.of(URI.create("file:/x/")), Keyring.none(), priority, List.of());
    offers.add(
        new RepoPackage(
            facts, from, List.of(), 1, Digest.of(what.getBytes(StandardCharsets.UTF_8))));
    return this;
  }

  Outcome ask(String... requests) {
    List<Relation> wanted = new ArrayList<>();
    for (String request : requests) {
      wanted.add(relation(request));
    }
    try {
      return new Solver(base, contents()).solve(wanted);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What must be installed, as one line; or {@code impossible}. */
  String answer(String... requests) {
    return switch (ask(requests)) {
      case Outcome.Solved solved ->
          String.join(
              " ",
              solved.install().stream()
                  .map(one -> one.nevra().name() + "-" + one.nevra().evr())
                  .toList());
      case Outcome.Impossible impossible -> "impossible";
    };
  }

  /** The same world and question in the language of libsolv's testsolv. */
  String testCase(List<String> jobs) {
    StringBuilder text = new StringBuilder();
    text.append("repo system 0 testtags <inline>\n#>=Ver: 3.0\n").append(baseTags);
    text.append("repo main 0 testtags <inline>\n#>=Ver: 3.0\n").append(offerTags);
    text.append("system x86_64 rpm system\nsolverflags ignorerecommended\n");
    jobs.forEach(job -> text.append("job ").append(job).append('\n'));
    return text.append("result transaction,problems <inline>\n").toString();
  }

  private List<Contents> contents() {
    List<Contents> all = new ArrayList<>();
    for (Repository one : offers.stream().map(RepoPackage::repository).distinct().toList()) {
      all.add(
          new Contents() {
            @Override
            public Repository repository() {
              return one;
            }

            @Override
            public List<RepoPackage> packages() {
              return offers.stream().filter(offer -> offer.repository().equals(one)).toList();
            }

            @Override
            public List<RepoPackage> holding(Set<String> paths) {
              return List.of();
            }
          });
    }
    return all;
  }

  private static PackageFacts facts(String what, StringBuilder tags, String... lines) {
    String name = what.substring(0, what.indexOf(' '));
    Evr evr = Evr.parse(what.substring(name.length() + 1)).orElseThrow();
    String version = evr.epoch() == 0 ? evr.version() : evr.epoch() + ":" + evr.version();
    tags.append("#>=Pkg: %s %s %s noarch\n".formatted(name, version, evr.release()));
    tags.append("#>=Prv: %s = %s\n".formatted(name, evr));
    List<Relation> provides = new ArrayList<>(List.of(Relation.exactly(name, evr)));
    List<Relation> requires = new ArrayList<>();
    List<Relation> conflicts = new ArrayList<>();
    List<Relation> obsoletes = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (String line : lines) {
      String rest = line.substring(line.indexOf(' ') + 1);
      switch (line.substring(0, line.indexOf(' '))) {
        case "needs" -> add(requires, tags, "Req", rest);
        case "provides" -> add(provides, tags, "Prv", rest);
        case "conflicts" -> add(conflicts, tags, "Con", rest);
        case "obsoletes" -> add(obsoletes, tags, "Obs", rest);
        case "holds" -> files.add(rest);
        default -> throw new AssertionError(line);
      }
    }
    return new PackageFacts(
        new Nevra(name, evr, "noarch"), provides, requires, conflicts, obsoletes, files);
  }

  private static void add(List<Relation> to, StringBuilder tags, String tag, String text) {
    to.add(relation(text));
    tags.append("#>=%s: %s\n".formatted(tag, text));
  }

  private static Relation relation(String text) {
    String[] words = text.split(" ", -1);
    return !text.startsWith("(") && words.length == 3
        ? Relation.of(words[0], words[1], words[2]).orElseThrow()
        : new Relation(text, 0, "");
  }
}
