package dev.ekube.rootfs.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of packages are done by rule, or not at all. */
class ScriptsTest {
  private static final List<String> SHELL = List.of("/bin/sh");

  private Tree tree;

  @BeforeEach
  void base() throws IOException {
    tree = new Tree(0);
    file("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
    file("etc/group", "root:x:0:\nwheel:x:10:\n");
    file("etc/shadow", "root:!::0:::::\n");
    file("etc/gshadow", "root:::\nwheel:::\n");
    file("usr/lib/systemd/system/a.service", "[Install]\nWantedBy=multi-user.target\n");
    file("usr/lib/systemd/system-preset/90.preset", "enable a.service\ndisable *\n");
  }

  private void file(String path, String text) throws IOException {
    tree.put(path, Inode.file(Content.ofText(text), 0644, 0));
  }

  private String text(String path) throws IOException {
    return ((Inode.Kind.Regular) tree.get(path).orElseThrow().kind()).content().text();
  }

  private String run(String text) throws IOException {
    return new Scripts(tree, 0).run(SHELL, text).orElse("");
  }

  @Test
  void aUserOfAPackageIsAddedWithItsGroup() throws IOException {
    assertThat(
            run(
                """
                # generated from haproxy.sysusers
                getent group 'haproxy' >/dev/null || groupadd -r 'haproxy'
                if ! getent passwd 'haproxy' >/dev/null; then
                    useradd -r -g 'haproxy' -d '/var/lib/haproxy' \\
                        -s '/sbin/nologin' -c 'HA' 'haproxy'
                fi
                """))
        .isEmpty();
    assertThat(text("etc/passwd"))
        .endsWith("haproxy:x:999:999:HA:/var/lib/haproxy:/sbin/nologin\n");
    assertThat(text("etc/group")).endsWith("haproxy:x:999:\n");
    assertThat(text("etc/shadow")).endsWith("haproxy:!*:::::::\n");
  }

  @Test
  void aPresetDecidesWhetherAUnitIsEnabled() throws IOException {
    file("usr/lib/systemd/system/b.service", "[Install]\nWantedBy=multi-user.target\n");
    assertThat(
            run(
                """
                if [ $1 -eq 1 ] && [ -x "/usr/lib/systemd/systemd-update-helper" ]; then
                    # Initial installation
                    /usr/lib/systemd/systemd-update-helper \\
                        install-system-units a.service b.service || :
                fi
                """))
        .isEmpty();
    assertThat(new UnitFiles(tree, 0).links())
        .containsOnlyKeys("multi-user.target.wants/a.service");
  }

  @Test
  void alternativesGetTheirLinks() throws IOException {
    file("usr/sbin/iptables-nft", "");
    file("usr/sbin/ip6tables-nft", "");
    assertThat(
            run(
                """
                /usr/sbin/update-alternatives --install /usr/sbin/iptables iptables \\
                    /usr/sbin/iptables-nft 10 \\
                    --slave /usr/sbin/ip6tables ip6tables /usr/sbin/ip6tables-nft
                """))
        .isEmpty();
    assertThat(tree.follow("usr/sbin/iptables")).isEqualTo(tree.get("usr/sbin/iptables-nft"));
    assertThat(tree.follow("usr/sbin/ip6tables")).isPresent();
    assertThat(text("var/lib/alternatives/iptables")).startsWith("auto\n/usr/sbin/iptables\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -rf /",
        "ldconfig; rm -rf /",
        "systemctl preset a.service && reboot",
        "if [ $1 -eq 2 ]; then\nldconfig\nfi",
        "getent group a >/dev/null || groupadd -r b",
        "useradd -r $(cat /etc/shadow)",
        "semodule -i x.pp",
      })
  void whatNoRuleKnowsIsNotDone(String text) throws IOException {
    String before = text("etc/passwd") + text("etc/group");
    assertThat(run("getent group 'x' >/dev/null || groupadd -r 'x'\n" + text)).isNotEmpty();
    assertThat(text("etc/passwd") + text("etc/group")).isEqualTo(before);
  }

  @Test
  void otherInterpretersAreNotKnownExceptLdconfig() throws IOException {
    assertThat(new Scripts(tree, 0).run(List.of("<lua>"), "print(1)")).isPresent();
    assertThat(new Scripts(tree, 0).run(List.of("/sbin/ldconfig"), "")).isEmpty();
  }

  /** The constructs of iptables-nft for Enterprise Linux 9, in 1.8.8 and in 1.8.10. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        pfx=/usr/sbin/ebtables
        manpfx=/usr/share/man/man8/ebtables
        for sfx in "" "-save"; do
        \tif [ "$(readlink -e $pfx$sfx)" == $pfx$sfx ]; then
        \t\trm -f $pfx$sfx
        \tfi
        done
        if [ "$(readlink -e $manpfx.8.gz)" == $manpfx.8.gz ]; then
        \trm -f $manpfx.8.gz
        fi
        /usr/sbin/update-alternatives --install \\
        \t$pfx ebtables $pfx-nft 10 \\
        \t--slave $pfx-save ebtables-save $pfx-nft-save \\
        \t--slave $manpfx.8.gz ebtables-man $manpfx-nft.8.gz
        """,
        """
        [[ %{_excludedocs} == 1 ]] || do_man=true
        for pfx in /usr/sbin/{eb,arp}tables; do
            for sfx in "" "-save"; do
                if [ "$(readlink -e $pfx$sfx)" == $pfx$sfx ]; then
                    rm -f $pfx$sfx
                fi
            done
        done
        for manpfx in /usr/share/man/man8/{eb,arp}tables; do
            for sfx in {,-save}.8.gz; do
                if [ "$(readlink -e $manpfx$sfx)" == $manpfx$sfx ]; then
                    rm -f $manpfx$sfx
                fi
            done
        done
        pfx=/usr/sbin/ebtables
        manpfx=/usr/share/man/man8/ebtables
        update-alternatives --install \\
            $pfx ebtables $pfx-nft 10 \\
            --follower $pfx-save ebtables-save $pfx-nft-save \\
            ${do_man:+--follower $manpfx.8.gz ebtables-man $manpfx-nft.8.gz}
        """
      })
  void alternativesMayBeNamedByVariablesAndLoops(String script) throws IOException {
    file("usr/sbin/ebtables-nft", "a program");
    file("usr/sbin/ebtables-nft-save", "a program");
    file("usr/sbin/ebtables-save", "of before there were alternatives");
    file("usr/share/man/man8/ebtables-nft.8.gz", "a page");
    assertThat(run(script)).isEmpty();
    assertThat(tree.get("usr/sbin/ebtables").orElseThrow().kind())
        .isEqualTo(new Inode.Kind.Symlink("/etc/alternatives/ebtables"));
    assertThat(tree.get("usr/sbin/ebtables-save").orElseThrow().kind())
        .isEqualTo(new Inode.Kind.Symlink("/etc/alternatives/ebtables-save"));
    assertThat(tree.get("usr/share/man/man8/ebtables.8.gz").orElseThrow().kind())
        .isEqualTo(new Inode.Kind.Symlink("/etc/alternatives/ebtables-man"));
    assertThat(tree.get("etc/alternatives/ebtables").orElseThrow().kind())
        .isEqualTo(new Inode.Kind.Symlink("/usr/sbin/ebtables-nft"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for x in a b; do\nrm -f /etc/$x\ndone",
        "for x in $(ls /etc); do\n:\ndone",
        "x=$(cat /etc/passwd)\nldconfig",
        "x=/usr/sbin/a\nif [ \"$(readlink -e $x)\" == $y ]; then\nrm -f $x\nfi",
        "for x in a; do\n:",
        "update-alternatives --install $unknown a /usr/sbin/a 10"
      })
  void whatOnlyAShellCanTellIsRefused(String script) throws IOException {
    assertThat(run(script)).isNotEmpty();
  }
}
