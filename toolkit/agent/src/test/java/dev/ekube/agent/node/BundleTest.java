package dev.ekube.agent.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.machine.Task;
import dev.ekube.model.KeyKind;
import dev.ekube.wire.PlacedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the manifest of etcd is written again, which makes a kubelet restart etcd. */
class BundleTest {
  private static final String PATH = "/etc/kubernetes/manifests/etcd.yaml";
  private static final String FOUNDING =
      """
      - command:
        - etcd
        - --initial-cluster=a=https://10.0.0.1:2380,b=https://10.0.0.2:2380
        - --initial-cluster-state=new
        - --initial-cluster-token=demo-1
        - --snapshot-count=10000
      """;
  private static final String GOING_ON =
      """
      - command:
        - etcd
        - --initial-cluster=a=https://10.0.0.1:2380
        - --initial-cluster-state=existing
        - --snapshot-count=10000
      """;

  @TempDir Path folder;
  private final AtomicBoolean etcdRuns = new AtomicBoolean();
  private Bundle bundle;

  @BeforeEach
  void found() throws Exception {
    Layout layout = new Layout(folder);
    bundle = new Bundle(layout, new Identity(layout, List.of(), KeyKind.ECDSA_P256), etcdRuns::get);
    bundle.replace(List.of(manifest(FOUNDING)));
    assertThat(bundle.place(Task.PLACE_ETCD)).isEqualTo(1);
    assertThat(placed()).isEqualTo(FOUNDING);
  }

  private static PlacedFile manifest(String text) {
    return PlacedFile.text(PATH, 0600, text, Task.PLACE_ETCD);
  }

  private String placed() throws Exception {
    return Files.readString(folder.resolve(PATH.substring(1)));
  }

  @Test
  void aRunningEtcdIsLeftAloneWhenOnlyItsFirstStartIsWrittenOtherwise() throws Exception {
    etcdRuns.set(true);

    bundle.refresh(List.of(manifest(GOING_ON)));

    assertThat(placed()).isEqualTo(FOUNDING);
  }

  @Test
  void anEtcdThatDoesNotRunGetsTheManifestThatFoundsNothing() throws Exception {
    bundle.refresh(List.of(manifest(GOING_ON)));

    assertThat(placed()).isEqualTo(GOING_ON);
  }

  @Test
  void aRunningEtcdGetsWhatChangesForGood() throws Exception {
    etcdRuns.set(true);
    String changed = GOING_ON.replace("10000", "20000");

    bundle.refresh(List.of(manifest(changed)));

    assertThat(placed()).isEqualTo(changed);
  }
}
