package dev.ekube.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.ClusterName;
import dev.ekube.model.KeyKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills whole processes while they make a store; what is left is a whole store or none. */
class StoreKillTest {
  private static final int KILLS = 12;

  @TempDir Path folder;

  @Test
  void aCutMakingLeavesAWholeStoreOrNone() throws Exception {
    long start = System.nanoTime();
    assertThat(start(folder.resolve("calm/pki")).waitFor()).isZero();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Random random = new Random(20_260_311);
    for (int i = 0; i < KILLS; i++) {
      Path pki = folder.resolve("cut" + i).resolve("pki");
      Process child = start(pki);
      long delay = (long) (millis * (0.4 + 0.7 * random.nextDouble()));
      if (!child.waitFor(delay, TimeUnit.MILLISECONDS)) {
        child.destroyForcibly().waitFor();
      }

      boolean whole = Files.exists(pki);
      Opening opening =
          CertificateStore.open(
              pki,
              new ClusterName("demo"),
              KeyKind.ECDSA_P256,
              Lifetimes.KUBEADM.authority(),
              Instant.now());

      assertThat(opening instanceof Opening.Opened).as("kill %d", i).isEqualTo(whole);
      try (Stream<Path> left = Files.list(pki.getParent())) {
        assertThat(left.map(path -> path.getFileName().toString()))
            .containsExactlyInAnyOrder("pki", "pki.made");
      }
    }
  }

  private static Process start(Path pki) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StoreMakerMain.class.getName(),
            pki.toString())
        .inheritIO()
        .start();
  }
}
