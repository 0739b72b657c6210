package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ekube lock} and {@code ekube images}, against the registry of a sandbox. */
class ImagesVerbsTest {
  private static final String PAUSE = "registry.k8s.io/pause:3.10";

  @TempDir private Path folder;
  private Shell shell;
  private Path cluster;
  private Path lock;

  @BeforeEach
  void site() {
    shell = new Shell(folder);
    cluster = shell.copyOf("quickstart");
    lock = shell.sandbox("demo.lock.yaml");
  }

  @Test
  void whatIsLockedIsPulledListedVerifiedAndArchived() throws IOException {
    assertThat(shell.inSandbox("lock", cluster).out()).endsWith("9 images locked\n");
    assertThat(shell.inSandbox("images", "pull", cluster).out()).contains("36 blobs fetched");
    assertThat(shell.inSandbox("images", "pull", cluster).out()).contains("nothing to fetch");
    assertThat(shell.inSandbox("images", "list", cluster).out())
        .contains(PAUSE)
        .doesNotContain("lacks");
    assertThat(shell.inSandbox("images", "verify", cluster).exitCode()).isZero();
    Path one = folder.resolve("one.tar");
    Path two = folder.resolve("two.tar");
    assertThat(shell.inSandbox("images", "export", "-o", one, cluster).exitCode()).isZero();
    assertThat(shell.inSandbox("images", "export", "-o", two, cluster).exitCode()).isZero();
    assertThat(Files.mismatch(one, two)).isEqualTo(-1);
    assertThat(shell.inSandbox("images", "verify", "--archive", one, cluster).exitCode()).isZero();
    assertThat(shell.inSandbox("images", "sbom", cluster).out()).contains("CycloneDX", "MIT");
  }

  @Test
  void theArchiveTakesThePlaceOfAPullWhereThereIsNoRegistry() throws IOException {
    prepared();
    Files.copy(lock, cluster.resolveSibling("cluster.lock.yaml"));
    Path tar = folder.resolve("k8s.tar");
    Path store = folder.resolve("elsewhere");
    shell.inSandbox("images", "export", "-o", tar, cluster);
    assertThat(shell.run("images", "import", tar, "--store", store).out()).contains("9 images");
    Shell.Run verified = shell.run("images", "verify", "--store", store, cluster);
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.out()).contains("every byte as locked");
  }

  @Test
  void theOriginalsElevenFilesAreWrittenWhenItsPausesAreLocked() throws IOException {
    shell.inSandbox("lock", "--compat", cluster);
    shell.inSandbox("images", "pull", cluster);
    Path files = folder.resolve("compat");
    assertThat(shell.inSandbox("images", "export", "--compat", files, cluster).exitCode()).isZero();
    try (Stream<Path> written = Files.list(files)) {
      assertThat(written.map(file -> file.getFileName().toString()))
          .hasSize(11)
          .contains("kube-apiserver_v1.32.1.tar", "coredns_v1.11.3.tar", "pause_3.8.tar");
    }
    assertThat(shell.inSandbox("lock", cluster).out()).contains("11 images, nothing changed");
  }

  @Test
  void aByteThatChangedIsNamedAndMended() throws IOException {
    prepared();
    Path blob = largest(shell.sandbox("var/lib/ekube/images/blobs/sha256"));
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length / 2] ^= 1;
    Files.write(blob, bytes);
    Shell.Run verified = shell.inSandbox("images", "verify", cluster);
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out()).contains("error: sha256:" + blob.getFileName());
    Path tar = folder.resolve("broken.tar");
    Shell.Run export = shell.inSandbox("images", "export", "-o", tar, cluster);
    assertThat(export.exitCode()).isEqualTo(1);
    assertThat(tar).doesNotExist();
    shell.inSandbox("images", "verify", "--repair", cluster);
    assertThat(shell.inSandbox("images", "pull", cluster).out()).contains("1 blobs fetched");
    assertThat(shell.inSandbox("images", "verify", cluster).exitCode()).isZero();
  }

  @Test
  void nothingIsTakenThatTheLockDoesNotHold() throws IOException {
    assertThat(shell.inSandbox("images", "pull", cluster))
        .satisfies(run -> assertThat(run.exitCode()).isEqualTo(4))
        .satisfies(run -> assertThat(run.err()).contains("there is no", "next: ekube lock"));
    prepared();
    Files.writeString(
        cluster, "\nimages: {extra: [\"example.org/app:1\"]}\n", StandardOpenOption.APPEND);
    assertThat(shell.inSandbox("images", "verify", cluster).err())
        .contains("does not hold example.org/app:1");
    assertThat(shell.inSandbox("lock", "--check", cluster))
        .satisfies(run -> assertThat(run.exitCode()).isEqualTo(3))
        .satisfies(run -> assertThat(run.out()).contains("+ example.org/app:1"));
    String before = Files.readString(lock);
    assertThat(shell.inSandbox("lock", cluster).out()).contains("10 images locked");
    assertThat(Files.readString(lock).lines()).containsAll(before.lines().toList());
  }

  @Test
  void aTagThatMovedIsFoundAndOnlyTheNamedImageMoves() throws IOException {
    prepared();
    String good = Files.readString(lock);
    String moved = good.replaceAll("(pause:3.10\\n.*sha256:)[0-9a-f]{4}", "$10000");
    moved = moved.replaceAll("(etcd:.*\\n.*sha256:)[0-9a-f]{4}", "$10000");
    Files.writeString(lock, moved);
    Shell.Run check = shell.inSandbox("lock", "--check", cluster);
    assertThat(check.exitCode()).isEqualTo(3);
    assertThat(check.out()).contains("~ " + PAUSE, "~ registry.k8s.io/etcd");
    assertThat(Files.readString(lock)).isEqualTo(moved);
    shell.inSandbox("lock", "--update", PAUSE, cluster);
    assertThat(Files.readString(lock)).isNotEqualTo(good).isNotEqualTo(moved);
    shell.inSandbox("lock", "--update-all", cluster);
    assertThat(Files.readString(lock)).isEqualTo(good);
  }

  @Test
  void slipsAreGuessedAt() {
    prepared();
    assertThat(shell.inSandbox("lock", "--update", "registry.k8s.io/pause:3.1", cluster))
        .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
        .satisfies(run -> assertThat(run.err()).contains("did you mean " + PAUSE));
    assertThat(shell.run("images", "pul"))
        .satisfies(
            run -> assertThat(run.err()).contains("there is no verb \"pul\"; did you mean pull?"));
    assertThat(shell.inSandbox("images", "export", cluster).err()).contains("-o TAR or --compat");
    assertThat(shell.run("images").exitCode()).isEqualTo(2);
  }

  @Test
  void pruneDeletesOnlyWhatNoLockNeedsAndOnlyWhenTold() throws IOException {
    shell.inSandbox("lock", "--compat", cluster);
    shell.inSandbox("images", "pull", cluster);
    Files.delete(lock);
    shell.inSandbox("lock", cluster);
    assertThat(shell.inSandbox("images", "prune", cluster))
        .satisfies(run -> assertThat(run.out()).contains("8 files"))
        .satisfies(run -> assertThat(run.err()).contains("nothing was deleted"));
    assertThat(shell.inSandbox("images", "prune", "--yes", cluster).out()).contains("deleted");
    assertThat(shell.inSandbox("images", "prune", "--yes", cluster).out()).contains("0 files");
    assertThat(shell.inSandbox("images", "verify", cluster).out()).doesNotContain("note:");
  }

  @Test
  void containerdIsToldWhereToFindTheImages() throws IOException {
    prepared();
    Path hosts = folder.resolve("certs.d");
    String url = "http://10.0.0.13:5000";
    shell.inSandbox("images", "serve", "--hosts", hosts, "--url", url, cluster);
    assertThat(Files.readString(hosts.resolve("registry.k8s.io/hosts.toml"))).contains(url);
    assertThat(hosts.resolve("ghcr.io/hosts.toml")).exists();
  }

  @Test
  void applyLocksWhatNobodyLockedAndFetchesIt() throws IOException {
    Shell.Run applied = shell.inSandbox("apply", "--yes", cluster);
    assertThat(applied.exitCode()).isZero();
    assertThat(applied.err()).contains("9 images locked in " + lock);
    assertThat(cluster.resolveSibling("cluster.lock.yaml")).doesNotExist();
    assertThat(shell.inSandbox("images", "verify", cluster).exitCode()).isZero();
    assertThat(shell.inSandbox("apply", "--yes", cluster).out()).contains("no changes");
  }

  @Test
  void applyFetchesAgainWhatTheStoreLost() throws IOException {
    shell.inSandbox("apply", "--yes", cluster);
    Files.delete(largest(shell.sandbox("var/lib/ekube/images/blobs/sha256")));
    String before = Files.readString(lock);
    Shell.Run planned = shell.inSandbox("plan", cluster);
    assertThat(planned.out()).contains("pull 1 container image");
    assertThat(shell.inSandbox("apply", "--yes", cluster).exitCode()).isZero();
    assertThat(shell.inSandbox("images", "verify", cluster).exitCode()).isZero();
    assertThat(lock).hasContent(before);
  }

  @Test
  void applyObeysALockAndChangesNoneOfIt() throws IOException {
    shell.inSandbox("lock", cluster);
    Files.writeString(cluster, "images: {extra: [\"quay.io/a/b:1\"]}\n", StandardOpenOption.APPEND);
    String before = Files.readString(lock);
    Shell.Run refused = shell.inSandbox("apply", "--yes", cluster);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.PRECONDITION.code());
    assertThat(refused.err()).contains("does not hold quay.io/a/b:1", "ekube lock");
    assertThat(lock).hasContent(before);
    assertThat(shell.sandbox("var/lib/ekube/images")).doesNotExist();
  }

  private void prepared() {
    assertThat(shell.inSandbox("lock", cluster).exitCode()).isZero();
    assertThat(shell.inSandbox("images", "pull", cluster).exitCode()).isZero();
  }

  private static Path largest(Path blobs) throws IOException {
    try (Stream<Path> files = Files.list(blobs)) {
      List<Path> all = files.sorted().toList();
      Path largest = all.getFirst();
      for (Path file : all) {
        largest = Files.size(file) > Files.size(largest) ? file : largest;
      }
      return largest;
    }
  }
}
