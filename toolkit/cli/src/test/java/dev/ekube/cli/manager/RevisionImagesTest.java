package dev.ekube.cli.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.FileTree;
import dev.ekube.model.ImageName;
import dev.ekube.model.Role;
import dev.ekube.spec.SpecResult;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state of the history knows which node images its nodes booted. */
class RevisionImagesTest {
  @TempDir private Path state;

  @Test
  void aKeptStateGivesBackTheImagesThatItWasAppliedWith() {
    Manager manager = Manager.in(state);
    SpecResult read = read(manager);
    Map<Role, ImageName> booted =
        Map.of(
            Role.CONTROL, new ImageName("k8s-control-ww-0123456789ab"),
            Role.WORKER, new ImageName("k8s-base-ww-ba9876543210"));
    Deployment deployment = Deployment.of(read).withNodeImages(booted);
    var history = manager.history(deployment.cluster().name());
    deployment.keep(history, "apply");
    FileTree kept = history.read("HEAD").orElseThrow();
    Deployment plain = Deployment.of(read);
    var found = RevisionImages.of(kept, plain.cluster());
    assertThat(found).containsExactlyInAnyOrderEntriesOf(booted);
    assertThat(plain.isKept(history)).isFalse();
    assertThat(plain.withNodeImages(found).isKept(history)).isTrue();
  }

  @Test
  void aStateThatNamesNoImagesChangesNone() {
    Deployment plain = Deployment.of(read(Manager.in(state)));
    assertThat(RevisionImages.of(FileTree.empty(), plain.cluster())).isEmpty();
  }

  private static SpecResult read(Manager manager) {
    Path root = Path.of(System.getProperty("ekube.root"));
    return ClusterFile.read(root.resolve("examples/lab/cluster.yaml"), manager);
  }
}
