package dev.ekube.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {
  @TempDir Path folder;

  private String next(IOException e) {
    return Reason.next(e, folder.resolve("a/b"), "look");
  }

  @Test
  void leadsOutOfAFullDiskByADirectoryThatIsThere() {
    String hint = "make room, then run again: df -h " + folder;
    assertThat(next(new IOException("No space left on device"))).isEqualTo(hint);
    assertThat(next(new IOException("Disk quota exceeded"))).isEqualTo(hint);
  }

  @Test
  void tellsMissingRightsFromTheRest() {
    assertThat(next(new AccessDeniedException("/x"))).startsWith("run the command as root");
    assertThat(next(new IOException("Read-only file system"))).contains("findmnt -T " + folder);
    assertThat(next(new IOException("Input/output error"))).isEqualTo("look");
  }
}
