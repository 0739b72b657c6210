package dev.ekube.adapters.warewulf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.ImageName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root file systems appear in Warewulf's folder whole, or not at all. */
class ImageRootsTest {
  private static final ImageName NAME = new ImageName("k8s-base-ww-0123456789ab");

  @TempDir private Path folder;

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private static byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      byte[] content = "a program".getBytes(StandardCharsets.UTF_8);
      TarArchiveEntry file = new TarArchiveEntry("usr/bin/tool");
      file.setMode(04750);
      file.setIds(7, 8);
      file.setSize(content.length);
      tar.putArchiveEntry(file);
      tar.write(content);
      tar.closeArchiveEntry();
      TarArchiveEntry pipe = new TarArchiveEntry("run/pipe", TarConstants.LF_FIFO);
      pipe.setMode(0600);
      tar.putArchiveEntry(pipe);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void anImageAppearsWithItsOwnersAndModesAndStaysAsItIs() throws IOException {
    assumeThat(isRoot()).as("only root can give files owners").isTrue();
    ImageRoots roots = new ImageRoots(folder);
    byte[] tar = tar();
    roots.put(NAME, out -> out.write(tar));
    Path tool = folder.resolve(NAME.value()).resolve("rootfs/usr/bin/tool");
    assertThat(Files.readString(tool)).isEqualTo("a program");
    assertThat((int) Files.getAttribute(tool, "unix:mode") & 07777).isEqualTo(04750);
    assertThat(Files.getAttribute(tool, "unix:uid")).isEqualTo(7);
    assertThat(Files.getAttribute(tool, "unix:gid")).isEqualTo(8);
    Path pipe = folder.resolve(NAME.value()).resolve("rootfs/run/pipe");
    assertThat(Files.readAttributes(pipe, "isOther", LinkOption.NOFOLLOW_LINKS))
        .containsEntry("isOther", true);
    assertThat(roots.has(NAME)).isTrue();
    roots.put(
        NAME,
        out -> {
          throw new IOException("an image that is there is not written again");
        });
    assertThat(folder).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void whatIsCutLeavesNothingThatLooksLikeAnImage() throws IOException {
    assumeThat(isRoot()).as("only root can give files owners").isTrue();
    ImageRoots roots = new ImageRoots(folder);
    byte[] tar = tar();
    assertThatThrownBy(
            () ->
                roots.put(
                    NAME,
                    out -> {
                      out.write(tar, 0, 600);
                      throw new IOException("the package is damaged");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(roots.has(NAME)).isFalse();
    assertThat(folder).isEmptyDirectory();
    Files.createDirectories(folder.resolve("." + NAME + ".new/rootfs/left/by/a/kill"));
    roots.put(NAME, out -> out.write(tar));
    assertThat(folder.resolve(NAME.value()).resolve("rootfs/left")).doesNotExist();
  }

  @Test
  void withoutRootNothingIsTried() throws IOException {
    assumeThat(isRoot()).as("root may do it").isFalse();
    assertThatThrownBy(() -> new ImageRoots(folder).put(NAME, out -> {}))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("only root");
    assertThat(folder).isEmptyDirectory();
  }
}
