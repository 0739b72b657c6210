package dev.ekube.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.rpm.madeup.SpecFile;
import dev.ekube.rpm.madeup.Tools;
import dev.ekube.rpm.payload.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages by the real rpmbuild, read and unpacked. */
class PackageTest {
  @TempDir private Path folder;

  @Test
  void readsWhatRpmReads() throws IOException {
    Tools.need("rpmbuild", "rpm");
    Path file = SpecFile.build(folder, SpecFile.AWKWARD);
    RpmPackage rpm = RpmPackage.read(file);
    assertThat(rpm.nevra()).hasToString("awkward-2:1.0~rc1-3.el9.x86_64");
    String format =
        "[%{FILENAMES} %{FILEMODES:octal} %{FILEUSERNAME}:%{FILEGROUPNAME} %{FILESIZES}"
            + " %{FILEMTIMES} <%{FILELINKTOS}> <%{FILEDIGESTS}> <%{FILECAPS}> %{FILERDEVS}\n]";
    StringBuilder ours = new StringBuilder();
    for (PackageFile one : rpm.files()) {
      ours.append(
          "%s %o %s:%s %d %d <%s> <%s> <%s> %d\n"
              .formatted(
                  one.path(),
                  one.mode(),
                  one.user(),
                  one.group(),
                  one.size(),
                  one.mtime(),
                  one.linkTo(),
                  one.digest().map(FileDigest::hex).orElse(""),
                  one.caps(),
                  one.rdev()));
    }
    String theirs = Tools.run("rpm", "-qp", "--qf", format, file.toString());
    byte[] bytes = theirs.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(ours).hasToString(new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void knowsFlagsAndLinks() throws IOException {
    Tools.need("rpmbuild");
    RpmPackage rpm = RpmPackage.read(SpecFile.build(folder, SpecFile.AWKWARD));
    Map<String, PackageFile> files = new TreeMap<>();
    rpm.files().forEach(file -> files.put(file.path(), file));
    assertThat(files.get("/etc/awkward.conf").flags())
        .isEqualTo(Set.of(FileFlag.CONFIG, FileFlag.NO_REPLACE));
    assertThat(files.get("/etc/empty").flags()).isEqualTo(Set.of(FileFlag.DOC));
    assertThat(files.get("/var/log/awkward.log").is(FileFlag.GHOST)).isTrue();
    assertThat(files.get("/usr/bin/b").links())
        .containsExactly("/etc/z", "/usr/bin/a", "/usr/bin/b");
    assertThat(files.get("/usr/bin/c").links()).isEmpty();
    assertThat(files.get("/var/lib/awkward/zero").type())
        .isEqualTo(PackageFile.Type.CHARACTER_DEVICE);
    assertThat(files.get("/var/lib/awkward/zero").rdev()).isEqualTo(0x105);
  }

  @Test
  void readsScriptletsAndTriggers() throws IOException {
    Tools.need("rpmbuild");
    RpmPackage rpm = RpmPackage.read(SpecFile.build(folder, SpecFile.AWKWARD));
    assertThat(rpm.scriptlets())
        .containsExactly(
            new Scriptlet(
                Scriptlet.Kind.PRE_IN,
                List.of("/bin/sh"),
                "getent group awkward >/dev/null || groupadd -r awkward",
                List.of()),
            new Scriptlet(Scriptlet.Kind.POST_IN, List.of("/sbin/ldconfig"), "", List.of()),
            new Scriptlet(Scriptlet.Kind.POST_UN, List.of("<lua>"), "print(\"gone\")", List.of()),
            new Scriptlet(
                Scriptlet.Kind.TRIGGER,
                List.of("/bin/sh"),
                "echo other",
                List.of("another", "other > 1")),
            new Scriptlet(
                Scriptlet.Kind.FILE_TRIGGER,
                List.of("/bin/sh"),
                "echo files",
                List.of("/usr/lib", "/usr/lib64")),
            new Scriptlet(
                Scriptlet.Kind.TRANS_FILE_TRIGGER,
                List.of("<lua>"),
                "print(\"x\")",
                List.of("/usr/share")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"w9.gzdio", "w9.bzdio", "w6.xzdio", "w6.lzdio", "w19.zstdio", "w.ufdio"})
  void unpacksEveryCompression(String payload) throws IOException {
    Tools.need("rpmbuild");
    RpmPackage rpm =
        RpmPackage.read(SpecFile.build(folder, SpecFile.AWKWARD, "_binary_payload " + payload));
    assertThat(unpack(rpm))
        .containsExactly(
            "/etc/awkward.conf=setting\n",
            "/etc/empty=",
            "/etc/größe=x\n",
            "/etc/z",
            "/usr/bin/a",
            "/usr/bin/b=one\n",
            "/usr/bin/c=../bin/a",
            "/var/lib/awkward",
            "/var/lib/awkward/zero");
  }

  @Test
  void unpacksTheFormOfLargeFiles() throws IOException {
    Tools.need("rpmbuild");
    RpmPackage rpm =
        RpmPackage.read(
            SpecFile.build(
                folder,
                SpecFile.AWKWARD,
                "_binary_payload w3.zstdio",
                "_force_large_files 1",
                "__large_files 1"));
    assertThat(unpack(rpm)).hasSize(9);
  }

  private static List<String> unpack(RpmPackage rpm) throws IOException {
    List<String> found = new ArrayList<>();
    try (Payload payload = Payload.open(rpm)) {
      Optional<Payload.Entry> next = payload.next();
      while (next.isPresent()) {
        Payload.Entry entry = next.get();
        String content = new String(entry.content().readAllBytes(), StandardCharsets.UTF_8);
        found.add(entry.file().path() + (entry.hasContent() ? "=" + content : ""));
        next = payload.next();
      }
    }
    return found.stream().sorted().toList();
  }
}
