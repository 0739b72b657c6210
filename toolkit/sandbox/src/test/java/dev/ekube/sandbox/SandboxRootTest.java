package dev.ekube.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxRootTest {
  @TempDir Path folder;

  @Test
  void aFolderWithOtherFilesIsLeftAlone() throws Exception {
    Files.createDirectories(folder.resolve("etc/warewulf"));
    Files.writeString(folder.resolve("etc/warewulf/warewulf.conf"), "ipaddr: 10.0.0.1\n");

    assertThatThrownBy(() -> SandboxRoot.create(folder, WarewulfVersion.V4_7_0))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("holds other files");
    assertThat(folder.resolve("etc/warewulf/warewulf.conf")).hasContent("ipaddr: 10.0.0.1");
    assertThat(folder.resolve("SANDBOX.txt")).doesNotExist();
  }

  @Test
  void aSandboxKeepsItsWarewulf() {
    SandboxRoot.create(folder, WarewulfVersion.V4_5_8);

    assertThat(SandboxRoot.create(folder, WarewulfVersion.V4_7_0).version())
        .isEqualTo(WarewulfVersion.V4_5_8);
  }

  @Test
  void aSandboxThatWasMovedWorksWhereItIsNow() throws Exception {
    Path before = folder.resolve("before");
    Path after = folder.resolve("after");
    SandboxRoot.create(before, WarewulfVersion.V4_7_0);
    Files.move(before, after);

    SandboxRoot root = SandboxRoot.create(after, WarewulfVersion.V4_7_0);

    assertThat(Files.readString(root.configuration())).contains(after.toString());
    assertThat(Files.readString(root.configuration())).doesNotContain(before.toString());
  }
}
