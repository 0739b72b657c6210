package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What init writes passes validate, or it writes nothing and says why. */
class InitTest {
  private static final String THREE =
      "cp1,52:54:00:00:00:10,10.0.0.1 cp2,52:54:00:00:00:11,10.0.0.2"
          + " cp3,52:54:00:00:00:12,10.0.0.3";

  @TempDir private Path folder;
  private Shell shell;
  private String file;

  @BeforeEach
  void shell() {
    shell = new Shell(folder);
    file = folder.resolve("cluster.yaml").toString();
  }

  @Test
  void flagsMakeAValidFile() {
    assertThat(shell.run("init", "--control", THREE, file).exitCode()).isZero();
    assertThat(shell.run("validate", file).exitCode()).isZero();
  }

  @Test
  void answersThatContradictEachOtherAreRefusedTogether() {
    Shell.Run run =
        shell.run("init", "--control", THREE, "--vip", "10.0.0.2", "--gateway", "10.9.9.9", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(run.err()).contains("error[vip-taken]", "error[gateway-outside]");
    assertThat(Path.of(file)).doesNotExist();
  }

  @Test
  void aPersonIsAskedOnceMoreWithTheFirstAnswersAsProposals() throws Exception {
    String twoNodes = THREE.substring(0, THREE.lastIndexOf(' '));
    String first = "site\n" + "\n".repeat(12) + twoNodes + "\n\n";
    String second = "\n".repeat(13) + THREE + "\n\n";
    Shell.Run run = shell.typing(first + second, "init", file);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("2 control nodes", "Name of the cluster [site]: ");
    assertThat(Files.readString(Path.of(file))).contains("name: site", "name: cp3");
    assertThat(shell.run("validate", file).exitCode()).isZero();
  }

  @Test
  void anEndedInputLeavesTheMessageOnALineOfItsOwn() {
    Shell.Run run = shell.typing("", "init", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(run.err().lines()).last().asString().startsWith("--name: error[no-answer]");
  }

  @Test
  void warewulfsNodesWhoseNamesTellNothingAreAskedFor() throws Exception {
    shell.inSandbox("plan", shell.copyOf("quickstart"));
    Path conf = shell.sandbox("etc/warewulf/nodes.conf");
    StringBuilder nodes = new StringBuilder("nodes:\n");
    for (int i = 1; i <= 4; i++) {
      nodes.append("  n%d:%n    network devices:%n      default:%n".formatted(i));
      nodes.append("        hwaddr: 52:54:00:00:00:1%d%n".formatted(i));
      nodes.append("        ipaddr: 10.0.0.%d%n".formatted(20 + i));
    }
    Files.writeString(conf, nodes);
    Object[] arguments = {"init", "--from-warewulf", file};

    Shell.Run alone = shell.inSandbox(arguments);
    assertThat(alone.exitCode()).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(alone.err()).contains("n1 n2 n3 n4", "--control-nodes NAME,NAME,NAME");

    Shell.Run asked = shell.typing("n1, n2,n3\n" + "\n".repeat(20), arguments);
    assertThat(asked.err()).contains("Which are control nodes");
    assertThat(asked.exitCode()).isZero();
    assertThat(Files.readString(Path.of(file))).contains("name: n4, role: worker");
    assertThat(shell.run("validate", file).exitCode()).isZero();
  }

  @Test
  void theFilesOfTheScriptsAnswerAllButMacAddresses() throws Exception {
    shell.inSandbox("plan", shell.copyOf("quickstart"));
    StringBuilder nodes = new StringBuilder("nodes:\n");
    for (String name : List.of("control0", "control1", "control2", "worker0")) {
      nodes.append("  %s:%n    network devices:%n      default:%n".formatted(name));
      nodes.append("        hwaddr: 52:54:00:00:00:1%d%n".formatted(nodes.length() % 10));
    }
    Files.writeString(shell.sandbox("etc/warewulf/nodes.conf"), nodes);
    Path original = folder.resolve("original");
    write(
        original,
        "overlay/etc/keepalived/keepalived.conf",
        """
        vrrp_instance ONE {
          interface eth7
          virtual_ipaddress {
            10.7.0.50/24
          }
        }
        """);
    write(
        original,
        "share/haproxy.cfg",
        """
        frontend api
            bind *:8443
        backend nodes
            server control0 10.7.0.1:6443 check verify none
            server control1 10.7.0.2:6443 check verify none
            server control2 10.7.0.8:6443 check verify none
        """);
    write(
        original,
        "overlay/helper/k8s-install.sh",
        """
        kubeadm init --pod-network-cidr=10.240.0.0/16 --kubernetes-version=1.32.1 \\
          --apiserver-cert-extra-sans=10.7.0.13 --control-plane-endpoint api.site.example:8443
        """);
    write(
        original,
        "etc/hosts",
        """
        127.0.0.1 localhost
        10.7.0.13 boss warewulf
        10.7.0.100 worker0 worker0-default worker0-eth7
        10.7.0.50 api.site.example
        """);

    Shell.Run run = shell.inSandbox("init", "--from-original", original, file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("vip: 10.7.0.50", "MAC addresses", "taken from Warewulf");
    assertThat(Files.readString(Path.of(file)))
        .contains(
            "vip: 10.7.0.50", "name: api.site.example", "10.7.0.0/24", "eth7", "10.240.0.0/16")
        .contains("name: control2, role: control", "address: 10.7.0.8", "v1.32.1", "10.7.0.13")
        .contains("name: worker0, role: worker");
    assertThat(shell.inSandbox("validate", file).exitCode()).isZero();
  }

  @Test
  void aFolderWithoutSuchFilesIsSaidSo() {
    Shell.Run run = shell.inSandbox("init", "--from-original", folder, file);

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("keepalived.conf", "there is none");
  }

  private static void write(Path folder, String name, String text) throws Exception {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
