package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.db.Installed;
import dev.ekube.rpm.db.RpmDb;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Tag;
import dev.ekube.rpm.madeup.MadeUpRpm;
import dev.ekube.rpm.madeup.SigningPerson;
import dev.ekube.rpm.madeup.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ekube lock --packages}, on a repository in a folder. */
class LockPackagesTest {
  private static final SigningPerson PERSON = new SigningPerson();

  @TempDir private Path folder;
  private Shell shell;
  private Path cluster;
  private Path yum;
  private String plain;

  @BeforeEach
  void site() throws IOException {
    Tools.need("createrepo_c");
    shell = new Shell(folder);
    cluster = shell.copyOf("quickstart");
    plain = Files.readString(cluster);
    yum = Files.createDirectory(folder.resolve("yum"));
    rpm("libbase", "1", List.of()).write(yum);
    Path base = Files.createDirectories(cluster.resolveSibling("base/var/lib/rpm"));
    RpmPackage there = RpmPackage.read(yum.resolve("libbase.rpm"));
    Header installed = Installed.of(there, 1, file -> false);
    RpmDb.write(base.resolve("rpmdb.sqlite"), List.of(installed));
    MadeUpRpm tool = rpm("tool", "2", List.of("libbase", "libmore"));
    tool.header().text(Tag.POST_IN, "echo done");
    tool.header().texts(Tag.POST_IN_PROGRAM, List.of("/bin/sh"));
    tool.write(yum);
    rpm("libmore", "1", List.of()).write(yum);
    rpm("balancer", "1", List.of("libmore")).write(yum);
    Files.write(cluster.resolveSibling("KEY"), PERSON.keyFile());
    Tools.run("createrepo_c", "-q", yum.toString());
    say("[tool]", "[balancer]");
  }

  @Test
  void pinsWhatTheBaseLacks() throws IOException {
    Shell.Run run = shell.inSandbox("lock", "--packages", cluster);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("+ libmore-1-1.x86_64 (base) sha256:")
        .contains("+ tool-2-1.x86_64 (base) sha256:")
        .contains("+ balancer-1-1.x86_64 (control) sha256:")
        .doesNotContain("libbase")
        .contains("images and 3 packages locked");
    String lock = Files.readString(shell.sandbox("demo.lock.yaml"));
    assertThat(lock)
        .contains("    key: \"" + PERSON.fingerprint() + "\"")
        .contains("      - {kind: post-in, digest: \"sha256:");
    assertThat(shell.inSandbox("lock", "--packages", cluster).out()).contains("nothing changed");
    assertThat(shell.inSandbox("lock", cluster).out()).contains("3 packages, nothing changed");
  }

  @Test
  void imagesAreBuiltOfWhatIsPinned() throws IOException {
    shell.inSandbox("lock", "--packages", cluster);
    shell.inSandbox("images", "pull", cluster);
    Shell.Run refused = shell.inSandbox("image", "build", "-o", folder.resolve("out"), cluster);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("tool").contains("echo done");
    // A machine that did not pin the packages fetches them.
    Path store = shell.sandbox("var/lib/ekube/packages/blobs/sha256");
    assertThat(store).isNotEmptyDirectory();
    for (Path blob : blobs(store)) {
      Files.delete(blob);
    }
    shell.inSandbox("image", "build", "-o", folder.resolve("out"), cluster);
    assertThat(store).isNotEmptyDirectory();
  }

  private static List<Path> blobs(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      return files.toList();
    }
  }

  @Test
  void saysWhyNothingFits() throws IOException {
    say("[\"tool > 2\"]", "[]");
    Shell.Run run = shell.inSandbox("lock", "--packages", cluster);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("cannot all hold for the base image")
        .contains("you ask for tool > 2, of which there is only tool-2-1.x86_64");
  }

  @Test
  void refusesPackagesOfStrangers() throws IOException {
    rpm("libmore", "1", List.of()).signed(new SigningPerson()).write(yum);
    Tools.run("createrepo_c", "-q", yum.toString());
    Shell.Run run = shell.inSandbox("lock", "--packages", cluster);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("libmore-1-1.x86_64").contains("is not pinned");
  }

  private void say(String base, String control) throws IOException {
    Files.writeString(
        cluster,
        plain
            + """

            images:
              base: {from: "dir:base"}
              packages: {base: %s, control: %s}
              binaries: []
              repositories:
                - name: made-up
                  url: "%s"
                  keys: [KEY]
                  fingerprints: ["%s"]
            """
                .formatted(
                    base,
                    control,
                    yum.toUri(),
                    PERSON.fingerprint().hex().toUpperCase(Locale.ROOT)));
  }

  private static MadeUpRpm rpm(String name, String version, List<String> needs) {
    MadeUpRpm rpm = new MadeUpRpm(name, version, "1").file("/usr/bin/" + name, name).signed(PERSON);
    rpm.header().texts(Tag.PROVIDE_NAMES, List.of(name));
    rpm.header().numbers(Tag.PROVIDE_FLAGS, 8);
    rpm.header().texts(Tag.PROVIDE_VERSIONS, List.of(version + "-1"));
    rpm.header().texts(Tag.REQUIRE_NAMES, needs);
    rpm.header().numbers(Tag.REQUIRE_FLAGS, new long[needs.size()]);
    rpm.header().texts(Tag.REQUIRE_VERSIONS, needs.stream().map(need -> "").toList());
    return rpm;
  }
}
