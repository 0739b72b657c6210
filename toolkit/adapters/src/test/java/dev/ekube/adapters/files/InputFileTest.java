package dev.ekube.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ekube.model.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  private static final long LIMIT = 1 << 20;

  @TempDir Path directory;

  private static String id(Path file) {
    return InputFile.read(file, LIMIT) instanceof InputFile.Failed failed ? failed.id() : "read";
  }

  @Test
  void aFileAndALinkToItAreRead() throws IOException {
    Path file = Files.writeString(directory.resolve("cluster.yaml"), "a: b\n");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertThat(InputFile.read(file, LIMIT))
        .isEqualTo(new InputFile.Content(Bytes.ofUtf8("a: b\n")));
    assertThat(InputFile.read(link, LIMIT)).isEqualTo(InputFile.read(file, LIMIT));
  }

  @Test
  void theLimitItselfIsAllowed() throws IOException {
    Path file = Files.write(directory.resolve("full"), new byte[(int) LIMIT]);
    assertThat(id(file)).isEqualTo("read");
    Files.write(file, new byte[(int) LIMIT + 1]);
    assertThat(id(file)).isEqualTo("input-too-large");
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    Path file = directory.resolve("huge");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(8L << 30);
    }
    assertThat(id(file)).isEqualTo("input-too-large");
  }

  @Test
  void whatIsNoFileIsToldApart() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Path loop = directory.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    assertThat(id(directory)).isEqualTo("input-directory");
    assertThat(id(directory.resolve("absent"))).isEqualTo("input-missing");
    assertThat(id(file.resolve("below"))).isEqualTo("input-missing");
    assertThat(id(loop)).isEqualTo("input-unreadable");
    assertThat(id(Path.of("/dev/zero"))).isEqualTo("input-special");
  }

  @Test
  void aPipeDoesNotBlock() throws IOException, InterruptedException {
    Path pipe = directory.resolve("pipe");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(mkfifo.waitFor()).isZero();
    assertThat(id(pipe)).isEqualTo("input-special");
  }

  @Test
  void aFileThatMayNotBeReadSaysSo() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(file), "this user may read every file");
    assertThat(id(file)).isEqualTo("input-permission");
  }

  @Test
  void everyIdHasItsSectionInTheDocs() throws IOException {
    Path page = Path.of(System.getProperty("ekube.root")).resolve("docs/rules.md");
    String text = Files.readString(page);
    for (String id :
        List.of("missing", "directory", "special", "permission", "too-large", "unreadable")) {
      assertThat(text).contains("### input-" + id + "\n");
    }
  }
}
