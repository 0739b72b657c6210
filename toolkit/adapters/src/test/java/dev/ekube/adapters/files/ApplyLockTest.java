package dev.ekube.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyLockTest {
  private static final LockHolder SELF =
      LockHolder.self(Instant.parse("2026-01-31T12:00:00.5Z"), "ekube apply cluster.yaml");

  @TempDir private Path state;

  @Test
  void theSecondIsToldWhoHoldsIt() throws Exception {
    Process holder = Children.start(LockHolderMain.class, state);
    try (var out = holder.inputReader()) {
      assertThat(out.readLine()).startsWith("held");
      assertThatThrownBy(() -> ApplyLock.take(state, SELF))
          .isInstanceOfSatisfying(
              PortException.class,
              e -> {
                assertThat(e.isPrecondition()).isTrue();
                assertThat(e)
                    .hasMessageContaining("process " + holder.pid() + " of user ")
                    .hasMessageEndingWith("started 2026-01-31T12:00:00Z: ekube apply demo");
              });
    } finally {
      holder.destroyForcibly().waitFor();
    }
    // The dead process's file is still there, and no obstacle.
    assertThat(state.resolve("apply.lock")).content().contains("ekube apply demo");
    ApplyLock.take(state, SELF).close();
  }

  @Test
  void theSameProcessCannotTakeItTwiceEither() {
    try (ApplyLock first = ApplyLock.take(state, SELF)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> ApplyLock.take(state, SELF))
          .isInstanceOf(PortException.class)
          .hasMessageContaining(SELF.toString());
      assertThatThrownBy(() -> ApplyLock.take(state, SELF)).isInstanceOf(PortException.class);
    }
    ApplyLock.take(state, SELF).close();
  }

  @Test
  void theStateDirectoryIsPrivate() throws Exception {
    Path deep = state.resolve("a/b");
    ApplyLock.take(deep, SELF).close();
    assertThat(Durable.mode(deep)).isEqualTo(0700);
    assertThat(Durable.mode(deep.resolve("apply.lock"))).isEqualTo(0600);
  }

  @Test
  void aTextOfSomebodyElseCannotDriveTheTerminal() throws Exception {
    Process holder = Children.start(LockHolderMain.class, state);
    try (var out = holder.inputReader()) {
      assertThat(out.readLine()).startsWith("held");
      Files.writeString(state.resolve("apply.lock"), "\u001b]0;x\u0007".repeat(5000));
      assertThatThrownBy(() -> ApplyLock.take(state, SELF))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b"));
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }
}
