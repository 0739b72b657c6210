package dev.ekube.rpm.madeup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Builds packages with the real rpmbuild. */
public final class SpecFile {
  /** A package with a bit of everything that is awkward. */
  public static final String AWKWARD =
      """
      Name: awkward
      Epoch: 2
      Version: 1.0~rc1
      Release: 3.el9
      Summary: A bit of everything
      License: MIT
      Requires: /bin/sh
      Requires: (foo if bar)
      Requires: lib >= 1.2, lib < 2
      Requires(pre): onlyduringpre
      Requires(preun): duringpreun
      Recommends: nice
      Provides: virtual = 3
      Conflicts: enemy < 4
      Obsoletes: older <= 9
      %description
      d
      %install
      mkdir -p %{buildroot}/usr/bin %{buildroot}/etc %{buildroot}/var/lib/awkward
      echo one > %{buildroot}/usr/bin/a
      ln %{buildroot}/usr/bin/a %{buildroot}/usr/bin/b
      ln %{buildroot}/usr/bin/a %{buildroot}/etc/z
      ln -s ../bin/a %{buildroot}/usr/bin/c
      echo setting > %{buildroot}/etc/awkward.conf
      : > %{buildroot}/etc/empty
      echo x > "%{buildroot}/etc/größe"
      %pre
      getent group awkward >/dev/null || groupadd -r awkward
      %post -p /sbin/ldconfig
      %postun -p <lua>
      print("gone")
      %triggerin -- other > 1, another
      echo other
      %filetriggerin -- /usr/lib /usr/lib64
      echo files
      %transfiletriggerpostun -p <lua> -- /usr/share
      print("x")
      %files
      %attr(4755,root,root) %caps(cap_net_raw=p) /usr/bin/a
      %attr(4755,root,root) %caps(cap_net_raw=p) /usr/bin/b
      %attr(4755,root,root) %caps(cap_net_raw=p) /etc/z
      /usr/bin/c
      %config(noreplace) %attr(0640,awkward,adm) /etc/awkward.conf
      %doc /etc/empty
      /etc/größe
      %dir %attr(1777,root,root) /var/lib/awkward
      %ghost /var/log/awkward.log
      %attr(0600,root,root) %dev(c,1,5) /var/lib/awkward/zero
      """;

  private SpecFile() {}

  /**
   * The one package that this spec gives, with macros such as {@code _binary_payload w3.zstdio}.
   */
  public static Path build(Path folder, String spec, String... macros) {
    try {
      Path file = Files.writeString(folder.resolve("made.spec"), spec);
      Stream<String> fixed =
          Stream.of(
              "rpmbuild",
              "-bb",
              "--target",
              "x86_64-linux",
              "--define",
              "_topdir " + folder.resolve("top"),
              "--define",
              "_build_id_links none",
              "--define",
              "source_date_epoch_from_changelog 0",
              "--define",
              "__os_install_post %{nil}",
              "--define",
              "debug_package %{nil}",
              "--define",
              "_rpmfilename out/%%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm");
      Stream<String> given = Stream.of(macros).flatMap(macro -> Stream.of("--define", macro));
      Tools.run(
          Stream.of(fixed, given, Stream.of(file.toString()))
              .flatMap(words -> words)
              .toArray(String[]::new));
      try (Stream<Path> made = Files.list(folder.resolve("top/RPMS/out"))) {
        List<Path> all = made.sorted().toList();
        return all.getLast();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
