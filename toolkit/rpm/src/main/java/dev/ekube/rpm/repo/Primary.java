package dev.ekube.rpm.repo;

import dev.ekube.oci.Digest;
import dev.ekube.rpm.Evr;
import dev.ekube.rpm.Nevra;
import dev.ekube.rpm.PackageFacts;
import dev.ekube.rpm.Relation;
import dev.ekube.rpm.header.BadRpmException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads primary.xml: what packages there are, without most of their files. */
final class Primary {
  private final Repository repository;
  private final Set<String> architectures;
  private final List<RepoPackage> packages = new ArrayList<>();

  private String name = "";
  private String arch = "";
  private Evr evr = new Evr(0, "", "");
  private String digest = "";
  private String location = "";
  private String size = "";
  private List<Relation> relations = new ArrayList<>();
  private TreeMap<String, List<Relation>> kinds = new TreeMap<>();
  private List<String> files = new ArrayList<>();

  private Primary(Repository repository, Set<String> architectures) {
    this.repository = repository;
    this.architectures = architectures;
  }

  /** The packages for these architectures that the repository does not exclude. */
  static List<RepoPackage> read(InputStream in, Repository repository, Set<String> architectures)
      throws BadRpmException {
    Primary primary = new Primary(repository, architectures);
    try (Xml xml = new Xml(in)) {
      for (Optional<String> next = xml.next(); next.isPresent(); next = xml.next()) {
        primary.element(next.get(), xml);
      }
      primary.finish();
    } catch (IllegalArgumentException e) {
      throw new BadRpmException("its primary.xml says nothing sensible of " + primary.name, e);
    }
    return primary.packages;
  }

  private void element(String element, Xml xml) throws BadRpmException {
    switch (element) {
      case "package" -> {
        finish();
        reset();
      }
      case "name" -> name = xml.text();
      case "arch" -> arch = xml.text();
      case "version" -> evr = evr(xml);
      case "checksum" -> digest = xml.attribute("type").equals("sha256") ? xml.text() : "";
      case "location" -> location = xml.attribute("href");
      case "size" -> size = xml.attribute("package");
      case "file" -> files.add(xml.text());
      case "entry" -> relations.add(relation(xml));
      case "provides", "requires", "conflicts", "obsoletes" -> {
        relations = new ArrayList<>();
        kinds.put(element, relations);
      }
      // What may be left out is left out: images hold what was asked for and what it needs.
      case "recommends", "suggests", "supplements", "enhances" -> relations = new ArrayList<>();
      default -> {}
    }
  }

  private static Evr evr(Xml xml) {
    String epoch = xml.attribute("epoch");
    return new Evr(
        epoch.isEmpty() ? 0 : Long.parseLong(epoch), xml.attribute("ver"), xml.attribute("rel"));
  }

  private static Relation relation(Xml xml) throws BadRpmException {
    String name = xml.attribute("name");
    String operator =
        switch (xml.attribute("flags")) {
          case "EQ" -> "=";
          case "LT" -> "<";
          case "LE" -> "<=";
          case "GT" -> ">";
          case "GE" -> ">=";
          default -> "";
        };
    if (name.isEmpty()) {
      throw new BadRpmException("its primary.xml speaks of a package without a name");
    }
    String version = operator.isEmpty() ? "" : evr(xml).toString();
    return Relation.of(name, operator, version).orElse(new Relation(name, 0, ""));
  }

  private void reset() {
    name = "";
    arch = "";
    digest = "";
    location = "";
    size = "";
    relations = new ArrayList<>();
    kinds = new TreeMap<>();
    files = new ArrayList<>();
  }

  private void finish() throws BadRpmException {
    if (name.isEmpty() || !architectures.contains(arch) || isModular()) {
      return;
    }
    if (repository.excludes(name)) {
      return;
    }
    if (location.isEmpty() || digest.isEmpty()) {
      throw new BadRpmException("its primary.xml has no SHA-256 or address of " + name);
    }
    PackageFacts facts =
        new PackageFacts(
            new Nevra(name, evr, arch),
            kind("provides"),
            kind("requires"),
            kind("conflicts"),
            kind("obsoletes"),
            files);
    List<URI> addresses = repository.addresses(location);
    long bytes = Long.parseLong(size);
    packages.add(new RepoPackage(facts, repository, addresses, bytes, new Digest(digest)));
  }

  /** Packages of modules are for those who switch their stream on, which nobody here does. */
  private boolean isModular() {
    return evr.release().contains(".module+") || evr.release().contains(".module_");
  }

  private List<Relation> kind(String element) {
    return kinds.getOrDefault(element, List.of());
  }
}
