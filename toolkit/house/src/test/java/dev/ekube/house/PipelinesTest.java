package dev.ekube.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The commands of examples/ci are run as a runner would, in a sandbox, on a base that is made up.
 * What fetches ekube itself is left out.
 */
class PipelinesTest {
  private static final int LIMIT_MINUTES = 5;

  @TempDir private Path folder;

  @BeforeEach
  void site() throws IOException, InterruptedException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path ekube = bin.resolve("ekube");
    Files.writeString(
        ekube,
        "#!/bin/sh\nexec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\" %s\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                "dev.ekube.cli.Main",
                "--sandbox '" + folder.resolve("sandbox") + "'"));
    Files.setPosixFilePermissions(ekube, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path quickstart = Repository.ROOT.resolve("examples/quickstart");
    Files.copy(quickstart.resolve("workers.txt"), folder.resolve("workers.txt"));
    String cluster =
        Files.readString(quickstart.resolve("cluster.yaml"))
            .replaceAll("(?ms)^images:.*?(?=^[a-z]|\\z)", "");
    Files.writeString(
        folder.resolve("cluster.yaml"),
        cluster.stripTrailing()
            + "\nimages:\n  builder: layers\n  base: {from: \"dir:base\"}\n  repositories: []\n"
            + "  packages: {base: [], control: []}\n  binaries: []\n");
    Path etc = Files.createDirectories(folder.resolve("base/etc"));
    Files.writeString(etc.resolve("passwd"), "root:x:0:0::/root:/bin/sh\n");
    Files.writeString(etc.resolve("group"), "root:x:0:\n");
    run("ekube lock");
  }

  @Test
  void whatGitHubRunsBuildsEverything() throws IOException, InterruptedException {
    Map<?, ?> jobs = (Map<?, ?>) pipeline("github-actions.yml").get("jobs");
    List<String> scripts = new ArrayList<>();
    for (Object step : (List<?>) ((Map<?, ?>) jobs.get("node-images")).get("steps")) {
      if (((Map<?, ?>) step).get("run") instanceof String script) {
        scripts.add(script);
      }
    }
    assertThat(scripts).hasSize(6);
    // GitHub runs each step in a shell of its own.
    for (String script : scripts) {
      run(script);
    }
    assertEverythingIsThere();
  }

  @Test
  void whatGitLabRunsBuildsEverything() throws IOException, InterruptedException {
    Map<?, ?> job = (Map<?, ?>) pipeline("gitlab-ci.yml").get("node-images");
    List<String> lines = new ArrayList<>();
    ((List<?>) job.get("script")).forEach(line -> lines.add((String) line));
    run(String.join("\n", lines));
    assertEverythingIsThere();
  }

  private void assertEverythingIsThere() throws IOException {
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .hasSize(6)
          .anyMatch(name -> name.matches("k8s-base-ww-[0-9a-f]{12}\\.tar"))
          .anyMatch(name -> name.matches("k8s-control-ww-[0-9a-f]{12}\\.cdx\\.json"))
          .contains("k8s-images.tar", "SHA256SUMS");
    }
    assertThat(folder.resolve("out/SHA256SUMS")).content().hasLineCount(3);
  }

  private static Map<?, ?> pipeline(String name) throws IOException {
    String text = Files.readString(Repository.ROOT.resolve("examples/ci").resolve(name));
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  /** As both runners run scripts: in bash, which ends at the first command that fails. */
  private void run(String script) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("GITHUB_WORKSPACE", folder.toString());
    environment.put("GITHUB_PATH", folder.resolve("path").toString());
    Process process = builder.start();
    boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as("%s ended; it said %s", script, said).isTrue();
    assertThat(process.exitValue()).as("%s said %s", script, said).isZero();
  }
}
