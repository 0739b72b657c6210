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
}
