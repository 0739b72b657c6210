package dev.ekube.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.FileTree;
import dev.ekube.model.Network;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that will read the files read them here, where they are installed. */
class RealProgramsTest {
  /** A self-signed certificate for nobody: HAProxy wants to read one before it checks the rest. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBejCCAR+gAwIBAgIUbTp5Sds8ftEnwThsWYXjBJIbhvcwCgYIKoZIzj0EAwIw
      ETEPMA0GA1UEAwwGbm9ib2R5MCAXDTI2MTEyMzEzNTI1MVoYDzIxMjYxMDMwMTM1
      MjUxWjARMQ8wDQYDVQQDDAZub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
      AAQCgURYdXaY1Qkdspdjww8YAJd0+RI8uNEt9tSqx0eBebQKPRtY1bGLQla26JHf
      MuWLv7s5ZGyyjoqAJLAcc4sUo1MwUTAdBgNVHQ4EFgQU/zCP0KEZpxIDYAozV6J1
      w/zvD6owHwYDVR0jBBgwFoAU/zCP0KEZpxIDYAozV6J1w/zvD6owDwYDVR0TAQH/
      BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA5/xZkzC8VhLRPPT3hem4CNVa43Rw
      y1gM1SwGQNA7FAoCIQC7wHZSbjH2dVTloocLppz35lBnKsyeqTubGqvxa8m+2g==
      -----END CERTIFICATE-----
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"control0", "worker0"})
  void haproxyTakesItsConfiguration(String node) throws IOException, InterruptedException {
    String haproxy = programOrSkip("haproxy");
    Path ca = Files.writeString(folder.resolve("ca.crt"), CERTIFICATE);
    String text =
        Views.file(Clusters.demo(), node, "etc/haproxy/haproxy.cfg")
            .replace("/etc/kubernetes/pki/ca.crt", ca.toString())
            .replaceAll("(?m)^    (user|group) haproxy\n", "");
    Path config = Files.writeString(folder.resolve("haproxy.cfg"), text);
    assertThat(run(haproxy, "-c", "-f", config.toString()))
        .startsWith("exit 0\n")
        .doesNotContain("WARNING");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void keepalivedTakesItsConfiguration(int controlNodes) throws IOException, InterruptedException {
    String keepalived = programOrSkip("keepalived");
    FileTree tree = Views.system(Edits.controlNodesOnly(controlNodes), "control0");
    Path script = folder.resolve("check-haproxy");
    Files.writeString(script, tree.text("usr/libexec/keepalived/check-haproxy").orElseThrow());
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    // keepalived 2.2.7 ends itself with a signal once it has looked at a script as another user.
    String text =
        tree.text("etc/keepalived/keepalived.conf")
            .orElseThrow()
            .replace("/usr/libexec/keepalived/check-haproxy", script.toString())
            .replace("script_user nobody", "script_user root");
    Path config = Files.writeString(folder.resolve("keepalived.conf"), text);
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "skipped: keepalived -t needs root");
    assertThat(run(keepalived, "-t", "-f", config.toString())).isEqualTo("exit 0\n");
  }

  @Test
  void podsWaitForFlannelAndDeletingDoesNot() throws IOException, InterruptedException {
    Path subnet = folder.resolve("subnet.env");
    Path plugin = folder.resolve("flannel-when-ready");
    String path = "opt/cni/bin/flannel-when-ready";
    String text = Views.file(Clusters.demo(), "worker0", path);
    executable(plugin, text.replace("/run/flannel/subnet.env", subnet.toString()));
    executable(folder.resolve("flannel"), "#!/bin/sh\ncat " + subnet + " - 2>/dev/null\n");
    assertThat(plugged(plugin, "DEL", () -> {})).isEqualTo("netconf");
    assertThat(plugged(plugin, "ADD", () -> Files.writeString(subnet, "10.249.3.1/24 ")))
        .isEqualTo("10.249.3.1/24 netconf");
  }

  /** Something that may fail to write. */
  private interface Meanwhile {
    void run() throws IOException;
  }

  private static String plugged(Path plugin, String command, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(plugin.toString());
    builder.environment().put("CNI_COMMAND", command);
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write("netconf".getBytes(StandardCharsets.UTF_8));
    }
    meanwhile.run();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void systemdTakesTheUnits() throws IOException, InterruptedException {
    String analyze = programOrSkip("systemd-analyze");
    String units = "usr/lib/systemd/system/";
    List<String> command = new ArrayList<>(List.of(analyze, "verify"));
    FileTree tree = Views.system(Clusters.demo(), "control0");
    for (String path : tree.entries().keySet()) {
      if (path.startsWith(units)) {
        Path file = folder.resolve(path.substring(units.length()));
        Files.createDirectories(file.getParent());
        // The programs are in node images; what is asked here is whether the units hold together.
        String text = tree.text(path).orElseThrow();
        Files.writeString(file, text.replaceAll("(?m)^ExecStart=/\\S+", "ExecStart=/bin/true"));
      }
    }
    for (String service : List.of("haproxy.service", "keepalived.service")) {
      Files.writeString(folder.resolve(service), "[Service]\nExecStart=/bin/true\n");
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(f -> f.toString().endsWith(".service")).forEach(f -> command.add(f.toString()));
    }
    assertThat(command).hasSize(6);
    // What it says of the machine's own units is no business of this test.
    assertThat(run(command.toArray(String[]::new)).lines())
        .filteredOn(line -> line.matches(".*(ekube|kubelet|haproxy|keepalived).*"))
        .isEmpty();
  }

  @Test
  void containerdReadsWhatWeMean() throws IOException, InterruptedException {
    String containerd = programOrSkip("containerd");
    Path config =
        Files.writeString(
            folder.resolve("config.toml"),
            Views.file(Clusters.demo(), "worker0", "etc/containerd/config.toml"));
    assertThat(run(containerd, "-c", config.toString(), "config", "dump"))
        .startsWith("exit 0\n")
        .contains("sandbox_image = \"registry.k8s.io/pause:3.10\"")
        .contains("SystemdCgroup = true")
        .contains("discard_unpacked_layers = true")
        .contains("config_path = \"/etc/containerd/certs.d\"")
        .contains("oom_score = -999");
  }

  @Test
  void kubernetesTakesTheManifests() throws IOException, InterruptedException {
    String validate = programOrSkip("kubernetes-validate");
    Cluster tuned = Edits.cni(Network.Cni.Kind.FLANNEL, true, OptionalInt.of(8950));
    List<String> command = new ArrayList<>(List.of(validate, "--strict", "--quiet", "-k", "1.32"));
    for (Cluster cluster : List.of(Clusters.demo(), tuned)) {
      FileTree tree = Views.system(cluster, "control0");
      for (String path : tree.entries().keySet()) {
        if (path.startsWith("etc/ekube/manifests/")) {
          Path file = folder.resolve(command.size() + ".yaml");
          command.add(Files.writeString(file, tree.text(path).orElseThrow()).toString());
        }
      }
    }
    assertThat(run(command.toArray(String[]::new))).isEqualTo("exit 0\n");
  }

  private static String programOrSkip(String name) {
    String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    Optional<Path> program =
        Stream.of(path.split(File.pathSeparator))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(program.isPresent(), "skipped: no " + name + " in PATH");
    return program.orElseThrow().toString();
  }

  /** {@code exit CODE}, a newline, and all that the program said. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return "exit " + process.exitValue() + "\n" + said;
  }
}
