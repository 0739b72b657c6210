package dev.ekube.lab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketsTest {
  @TempDir Path root;

  private Path socket(String path) throws Exception {
    Path socket = root.resolve(path);
    Files.createDirectories(socket.getParent());
    return Files.createFile(socket);
  }

  @Test
  void sayHowToGetAnEngineWhereThereIsNone() {
    assertThatThrownBy(() -> new Sockets(Map.of(), root).find())
        .isInstanceOfSatisfying(
            PortException.class,
            e -> {
              assertThat(e.isPrecondition()).isTrue();
              assertThat(e.getMessage()).contains("no socket at", "docker.sock", "podman.sock");
              assertThat(e.hint()).contains("install Docker", "Podman", "DOCKER_HOST");
            });
  }

  @Test
  void takeDockersSocketFirstAndThenPodmans() throws Exception {
    Path podman = socket("run/podman/podman.sock");
    assertThat(new Sockets(Map.of(), root).find()).hasToString("unix://" + podman);

    Path docker = socket("var/run/docker.sock");
    assertThat(new Sockets(Map.of(), root).find()).hasToString("unix://" + docker);
  }

  @Test
  void takeTheSocketOfTheUsersPodman() throws Exception {
    Path own = socket("home/podman/podman.sock");
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", root.resolve("home").toString());

    assertThat(new Sockets(environment, root).find()).hasToString("unix://" + own);
  }

  @Test
  void obeyTheEnvironment() {
    assertThat(new Sockets(Map.of("DOCKER_HOST", "tcp://10.0.0.1:2375"), root).find())
        .hasToString("tcp://10.0.0.1:2375");
    assertThatThrownBy(
            () -> new Sockets(Map.of("DOCKER_HOST", "unix:///no/such.sock"), root).find())
        .hasMessageContaining("there is no /no/such.sock");
  }
}
