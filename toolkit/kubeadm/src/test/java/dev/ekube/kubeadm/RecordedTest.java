package dev.ekube.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.RealBinary;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the records that all other tests compare with to the real kubeadm 1.32.1. */
class RecordedTest {
  @TempDir private Path root;

  @Test
  void kubeadmStillWritesWhatIsRecorded() throws Exception {
    Path kubeadm = RealBinary.need("kubeadm");
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "skipped: kubeadm --rootfs needs root");
    Cluster cluster = Clusters.demo();
    SortedMap<String, String> now =
        RealKubeadm.run(kubeadm, root, cluster, cluster.controlNodes().getFirst());
    if (Boolean.getBoolean("ekube.rewrite")) {
      Recorded.rewrite(now);
      fail("recorded kubeadm anew; look at the difference and run without ekube.rewrite");
    }
    assertThat(now).isEqualTo(Recorded.all());
  }
}
