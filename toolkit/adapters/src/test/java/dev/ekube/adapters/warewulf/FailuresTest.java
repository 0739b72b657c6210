package dev.ekube.adapters.warewulf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
  private static final Wwctl.Call CALL =
      new Wwctl.Call(Path.of("/w.conf"), List.of("overlay", "build"), "", Duration.ofSeconds(1));

  private static String hint(String said) {
    return Failures.of("build", CALL, new Wwctl.Result(255, "", said, Duration.ZERO)).hint();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR: cpio failed: cpio: write error: No space left on device",
        "ERROR: failed to compress image for Image a: a.img.gz: exit status 28"
      })
  void aFullDiskIsNoReasonToRunItByHand(String said) {
    assertThat(hint(said)).isEqualTo("make room, then run again: df -h");
  }

  @Test
  void anythingElseCanBeSeenByHand() {
    assertThat(hint("exit status 281")).contains("wwctl --warewulfconf /w.conf overlay build");
  }
}
