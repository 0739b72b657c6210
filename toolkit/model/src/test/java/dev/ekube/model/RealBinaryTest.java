package dev.ekube.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealBinaryTest {
  @TempDir Path folder;

  @BeforeEach
  void programs() throws IOException {
    program("named/bin/etcd");
    program("home/.cache/ekube/fixtures/bin/etcd");
    program("cache/ekube/fixtures/bin/etcd");
    program("path/etcd");
    Files.createFile(folder.resolve("named/bin/text"));
  }

  @Test
  void theNamedFolderGoesBeforeTheCacheAndTheCacheBeforeThePath() {
    String named = folder.resolve("named").toString();
    String cache = folder.resolve("cache").toString();
    String home = folder.resolve("home").toString();
    String path = "/nowhere:" + folder.resolve("path");

    assertThat(found(Map.of("EKUBE_FIXTURES", named, "HOME", home, "PATH", path)))
        .isEqualTo("named/bin/etcd");
    assertThat(found(Map.of("XDG_CACHE_HOME", cache, "HOME", home, "PATH", path)))
        .isEqualTo("cache/ekube/fixtures/bin/etcd");
    assertThat(found(Map.of("EKUBE_FIXTURES", "", "HOME", home, "PATH", path)))
        .isEqualTo("home/.cache/ekube/fixtures/bin/etcd");
    assertThat(found(Map.of("HOME", "/nowhere", "PATH", path))).isEqualTo("path/etcd");
  }

  @Test
  void whatCannotBeRunIsNoProgram() {
    Map<String, String> named = Map.of("EKUBE_FIXTURES", folder.resolve("named").toString());
    assertThat(RealBinary.find("text", named)).isEmpty();
    assertThat(RealBinary.find("absent", named)).isEmpty();
  }

  private String found(Map<String, String> environment) {
    return folder.relativize(RealBinary.find("etcd", environment).orElseThrow()).toString();
  }

  private void program(String name) throws IOException {
    Path program = folder.resolve(name);
    Files.createDirectories(program.getParent());
    Files.createFile(program);
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }
}
