package dev.ekube.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.FileTree;
import dev.ekube.model.OverlayName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What must hold of every rendered file, whatever it says. */
class SafetyTest {
  /** Words that only the control plane has a use for. */
  private static final List<String> CONTROL_PLANE =
      List.of(
          "etcd",
          "keepalived",
          "vrrp",
          "vip-api",
          ":8443",
          "nonlocal_bind",
          "kube-apiserver",
          "kube-scheduler",
          "controller-manager",
          "ClusterConfiguration",
          "certificate-names",
          "sa.key",
          "sa.pub",
          "admin.conf",
          "kind: DaemonSet");

  private static final Pattern SECRET =
      Pattern.compile(
          "PRIVATE KEY|(?i)passw(or)?d\\s*[:=]|auth_pass|client-key-data|\\bsecret\\s*[:=]"
              + "|\\btoken\\s*[:=]|bearer |[a-z0-9]{6}\\.[a-z0-9]{16}\\b|eyJ[A-Za-z0-9_-]{10,}");

  private final Rendered demo = new Renderer().render(Clusters.demo());

  @Test
  void aWorkerCarriesNothingOfAControlNode() {
    Cluster cluster = Clusters.demo();
    FileTree tree = Views.system(cluster, "worker0").overlaidBy(Views.runtime(cluster, "worker0"));
    tree.entries()
        .forEach(
            (path, entry) -> {
              assertThat(path).doesNotContain("manifests/", "kubeadm/", "keepalived");
              assertThat(textOf(entry)).as(path).doesNotContain(CONTROL_PLANE);
            });
    // The words are the right ones: a control node has them all.
    String control = String.join("\n", texts(Views.system(cluster, "control0")));
    assertThat(control).contains("etcd", "vrrp", "vip-api", ":8443", "nonlocal_bind");
  }

  @Test
  void noFileHoldsASecret() {
    eachFile(
        demo, (path, entry) -> assertThat(SECRET.matcher(textOf(entry)).find()).as(path).isFalse());
    assertThat(SECRET.matcher("users: [{token: abcdef.0123456789abcdef}]").find()).isTrue();
    assertThat(SECRET.matcher("-----BEGIN EC PRIVATE KEY-----").find()).isTrue();
  }

  @Test
  void filesAreReadableAndStandWhereAMergedSystemWantsThem() {
    eachFile(
        demo,
        (path, entry) -> {
          assertThat(path).doesNotStartWith("bin/").doesNotStartWith("sbin/").matches("[a-z].*");
          assertThat(path.startsWith("lib/") || path.startsWith("lib64/")).isFalse();
          if (entry instanceof FileTree.RegularFile file) {
            boolean script = file.content().utf8().startsWith("#!");
            assertThat(file.mode()).as(path).isEqualTo(script ? 0755 : 0644);
            assertThat(file.content().utf8())
                .as(path)
                .endsWith("\n")
                .doesNotContain("[=", "[#", "[/#", "\r", "\t", " \n");
          }
        });
  }

  @Test
  void onlyTheAgentStartsByItself() {
    assertThat(Views.system(Clusters.demo(), "control0").entries().entrySet())
        .filteredOn(e -> e.getKey().contains(".wants/"))
        .singleElement()
        .extracting(Map.Entry::getValue)
        .isEqualTo(new FileTree.Symlink("/usr/lib/systemd/system/ekube-agent.service"));
  }

  @Test
  void theSameBytesInEveryPlace() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertThat(new Renderer().render(Clusters.demo())).isEqualTo(demo);
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(new Renderer().render(Clusters.demo())).isEqualTo(demo);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aThousandNodesCostOneLineEach() {
    long small = size(new Renderer().render(Clusters.large(100)));
    long large = size(new Renderer().render(Clusters.large(1000)));
    // /etc/hosts twice and the agent's table of nodes: some 160 bytes a node, and no more.
    assertThat(large - small).isBetween(900L * 100, 900L * 220);
    assertThat(large).isLessThan(256 * 1024);
  }

  @Test
  void overlaysOfACluster() {
    assertThat(demo.overlays().keySet())
        .extracting(OverlayName::value)
        .containsExactly(
            "ekube-demo", "ekube-demo.control", "ekube-demo.hosts", "ekube-demo.worker");
    assertThat(demo.overlays().get(new OverlayName("ekube-demo.hosts")).entries().keySet())
        .containsExactly("etc/hosts.ww");
    assertThat(demo.nodes())
        .allSatisfy(
            entry -> {
              assertThat(entry.runtimeOverlays())
                  .containsExactly(new OverlayName("ekube-demo.hosts"));
              assertThat(demo.overlays().keySet()).containsAll(entry.systemOverlays());
            });
  }

  private interface FileCheck {
    void accept(String path, FileTree.Entry entry);
  }

  private static void eachFile(Rendered rendered, FileCheck check) {
    rendered
        .overlays()
        .forEach(
            (name, tree) -> tree.entries().forEach((path, entry) -> check.accept(path, entry)));
  }

  private static List<String> texts(FileTree tree) {
    return tree.entries().values().stream().map(SafetyTest::textOf).toList();
  }

  private static String textOf(FileTree.Entry entry) {
    return switch (entry) {
      case FileTree.RegularFile file -> file.content().utf8();
      case FileTree.Symlink link -> link.target();
    };
  }

  private static long size(Rendered rendered) {
    return rendered.overlays().values().stream()
        .flatMap(tree -> texts(tree).stream())
        .mapToLong(String::length)
        .sum();
  }
}
