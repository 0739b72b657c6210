package dev.ekube.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Node;
import dev.ekube.model.RealBinary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real etcd makes of the manifests. */
class RealEtcdTest {
  @TempDir private Path folder;

  @Test
  void whoResumesGoesOnWithItsDataAndFoundsNothingWithoutThem()
      throws IOException, InterruptedException {
    List.of("kubeadm", "etcd", "etcdctl").forEach(RealBinary::need);
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "skipped: a network needs root");
    Cluster cluster = Clusters.demo();
    Node node = cluster.controlNodes().getFirst();
    EtcdStart alone =
        new EtcdStart.New(
            "demo-1", List.of(new EtcdStart.Member(node.name(), EtcdManifest.peerUrl(node))));
    try (OneNode machine = new OneNode(folder, cluster, node)) {
      for (PlacedFile file : NodeFiles.of(cluster, node, alone)) {
        machine.place(file);
      }
      Process first = machine.startPod("etcd");
      machine.runUntil(out -> out.contains("OK"), etcdctl("put", "key", "kept"));
      first.destroy();
      assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();

      machine.place(EtcdManifest.of(cluster, node, new EtcdStart.Resume()));
      Process second = machine.startPod("etcd");
      machine.runUntil(out -> out.contains("kept"), etcdctl("get", "key"));
      second.destroy();
      assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();

      machine.lose(EtcdManifest.DATA_DIRECTORY);
      Process third = machine.startPod("etcd");
      assertThat(third.waitFor(30, TimeUnit.SECONDS)).as("ends by itself").isTrue();
      assertThat(third.exitValue()).isNotZero();
    }
  }

  private static String[] etcdctl(String... words) {
    String pki = "/etc/kubernetes/pki/etcd/";
    List<String> command =
        new ArrayList<>(
            List.of(
                "etcdctl",
                "--cacert=" + pki + "ca.crt",
                "--cert=" + pki + "healthcheck-client.crt",
                "--key=" + pki + "healthcheck-client.key"));
    command.addAll(List.of(words));
    return command.toArray(String[]::new);
  }
}
