package dev.ekube.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.RealBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kubernetes' own schemas read every object and manifest, where the program for it is installed.
 */
class SchemaTest {
  @TempDir private Path folder;

  @Test
  void objectsKeepStrictlyToTheSchemas() throws IOException, InterruptedException {
    Optional<Path> validate = RealBinary.find("kubernetes-validate");
    Assumptions.assumeTrue(validate.isPresent(), "skipped: no kubernetes-validate in PATH");
    Cluster cluster = Clusters.demo();
    List<String> texts = new ArrayList<>();
    ClusterObjects.of(cluster, "PEM").forEach(object -> texts.add(object.yaml()));
    cluster.nodes().forEach(node -> texts.add(ClusterObjects.newNode(node).yaml()));
    cluster.nodes().forEach(node -> texts.add(ClusterObjects.nodeMarks(node).yaml()));
    for (PlacedFile file : NodeFiles.of(cluster, cluster.controlNodes().getFirst())) {
      if (file.path().contains("/manifests/")) {
        texts.add(((PlacedFile.Text) file.content()).text());
      }
    }
    List<String> command =
        new ArrayList<>(
            List.of(validate.orElseThrow().toString(), "--strict", "--quiet", "-k", "1.32"));
    for (String text : texts) {
      Path file = folder.resolve(command.size() + ".yaml");
      command.add(Files.writeString(file, text).toString());
    }
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(out)).isEmpty();
    assertThat(process.exitValue()).isZero();
  }
}
