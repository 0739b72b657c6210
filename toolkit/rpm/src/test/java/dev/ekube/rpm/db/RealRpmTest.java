package dev.ekube.rpm.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Tag;
import dev.ekube.rpm.madeup.SpecFile;
import dev.ekube.rpm.madeup.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database, held to what the real rpm makes and says. */
class RealRpmTest {
  private static final String OTHER =
      """
      Name: other
      Version: 2
      Release: 1
      Summary: x
      License: MIT
      Requires: awkward >= 2:1.0
      Requires: virtual
      Suggests: (a or (b and c))
      Supplements: (nice unless ugly else fine)
      %description
      d
      %files
      """;

  @TempDir private Path folder;
  private Path root;
  private Path awkward;
  private Path other;

  @BeforeEach
  void install() throws IOException {
    Tools.need("rpmbuild", "rpm");
    Tools.needRoot();
    root = Files.createDirectory(folder.resolve("root"));
    awkward = SpecFile.build(Files.createDirectory(folder.resolve("one")), SpecFile.AWKWARD);
    other = SpecFile.build(Files.createDirectory(folder.resolve("two")), OTHER);
    rpm("--initdb");
    // Installing only into the database works without the right to make devices and owners.
    rpm("-i", "--nodeps", "--justdb", "--noscripts", awkward.toString(), other.toString());
  }

  @Test
  void writesTheHeadersThatRpmWrites() throws IOException {
    List<Header> theirs = RpmDb.read(theirDatabase());
    assertThat(theirs).hasSize(2);
    for (Header header : theirs) {
      Path file = header.string(Tag.NAME).orElseThrow().equals("awkward") ? awkward : other;
      long time = header.firstLong(Tag.INSTALL_TIME).orElseThrow();
      Header ours = Installed.of(RpmPackage.read(file), time, one -> false);
      assertThat(ours.blob()).isEqualTo(header.blob());
    }
  }

  @Test
  void writesTheTablesThatRpmWrites() throws IOException {
    Tools.need("sqlite3");
    Path ours = folder.resolve("ours.sqlite");
    RpmDb.write(ours, RpmDb.read(theirDatabase()));
    assertThat(dump(ours)).isEqualTo(dump(theirDatabase()));
    assertThat(dump(ours)).hasSizeGreaterThan(80);
  }

  @Test
  void givesTheSameBytesTwice() throws IOException {
    Path one = folder.resolve("one.sqlite");
    Path two = folder.resolve("two.sqlite");
    RpmDb.write(one, RpmDb.read(theirDatabase()));
    RpmDb.write(two, RpmDb.read(theirDatabase()));
    assertThat(one).hasSameBinaryContentAs(two);
  }

  @Test
  void rpmAnswersByItAsByItsOwn() throws IOException {
    List<List<String>> questions =
        List.of(
            List.of("-qa", "--qf", "%{NEVRA} %{INSTALLTIME:date} %{FILESTATES}\\n"),
            List.of("-qf", "/etc/awkward.conf"),
            List.of("-q", "--whatprovides", "virtual"),
            List.of("-q", "--whatprovides", "/usr/bin/c"),
            List.of("-q", "--whatrequires", "awkward"),
            List.of("-q", "--whatrequires", "/bin/sh"),
            List.of("-q", "--whatrecommends", "nice"),
            List.of("-q", "--triggeredby", "another"),
            List.of("-ql", "--dump", "awkward"),
            List.of("-q", "--scripts", "awkward"),
            List.of("-V", "--nodeps", "awkward"),
            List.of("-e", "--test", "awkward"),
            List.of("-e", "--test", "--nodeps", "awkward"));
    List<String> theirs = new ArrayList<>();
    for (List<String> question : questions) {
      theirs.add(ask(question));
    }
    List<Header> headers = RpmDb.read(theirDatabase());
    try (Stream<Path> files = Files.list(root.resolve("var/lib/rpm"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    RpmDb.write(root.resolve("var/lib/rpm/rpmdb.sqlite"), headers);
    for (int i = 0; i < questions.size(); i++) {
      assertThat(ask(questions.get(i))).as(questions.get(i).toString()).isEqualTo(theirs.get(i));
    }
    assertThat(ask(List.of("--verifydb"))).isEmpty();
    rpm("-e", "--nodeps", "--noscripts", "--justdb", "awkward");
    assertThat(ask(List.of("-qa"))).isEqualTo("other-2-1.x86_64\n");
  }

  private Path theirDatabase() {
    return root.resolve("var/lib/rpm/rpmdb.sqlite");
  }

  private static List<String> dump(Path file) {
    return Tools.run("sqlite3", file.toString(), ".dump")
        .lines()
        .filter(line -> !line.contains("sqlite_stat1") && !line.startsWith("ANALYZE"))
        .sorted()
        .toList();
  }

  private String ask(List<String> question) {
    List<String> all = new ArrayList<>(command());
    all.addAll(question);
    return Tools.ask(Map.of(), all.toArray(String[]::new)).out();
  }

  private void rpm(String... words) {
    List<String> all = new ArrayList<>(command());
    all.addAll(List.of(words));
    Tools.run(all.toArray(String[]::new));
  }

  private List<String> command() {
    return List.of("rpm", "--root", root.toString(), "--dbpath", "/var/lib/rpm");
  }
}
