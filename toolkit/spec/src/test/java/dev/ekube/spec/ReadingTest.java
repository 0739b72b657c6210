package dev.ekube.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Cluster;
import dev.ekube.model.Device;
import dev.ekube.model.KeyKind;
import dev.ekube.model.KubeletSettings;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.model.Problem;
import dev.ekube.model.Role;
import dev.ekube.model.Taint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What values mean, and what a cluster gets out of them. */
class ReadingTest {
  private static final Path DIRECTORY = Samples.resources().resolve("reading");

  private static Cluster full() {
    SpecResult result = Samples.read(DIRECTORY.resolve("full.yaml"));
    assertThat(result.allProblems()).isEmpty();
    return ((SpecResult.Good) result).cluster();
  }

  private static Node node(String name) {
    return full().nodes().stream()
        .filter(n -> n.name().equals(new NodeName(name)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void textStaysWhatTheUserWrote() {
    assertThat(node("0644").labels())
        .containsEntry("mode", "0644")
        .containsEntry("answer", "no")
        .containsEntry("release", "1.30")
        .containsEntry("flag", "true")
        .containsEntry("empty", "");
    assertThat(node("0644").tags()).containsEntry("site", "0x1F");
  }

  @Test
  void keysAreOfTheKindThatIsWritten() {
    assertThat(full().security().keys()).isEqualTo(KeyKind.RSA_3072);
  }

  @Test
  void anAliasRepeatsItsValue() {
    assertThat(node("gpu01").labels()).containsEntry("release", "1.30");
  }

  @Test
  void rangesPadTheirNumbersAndCountEverythingUp() {
    Node last = node("gpu05");
    assertThat(last.address()).hasToString("10.0.1.0");
    assertThat(last.mac()).hasToString("52:54:00:00:0a:05");
    Device fast = last.devices().get(1);
    assertThat(fast.name()).isEqualTo("fast");
    assertThat(fast.address().orElseThrow()).hasToString("10.1.0.53");
    assertThat(fast.network().orElseThrow()).hasToString("10.1.0.0/16");
    assertThat(fast.mtu()).hasValue(2044);
    assertThat(last.ipmi().orElseThrow().address()).hasToString("10.2.0.53");
    assertThat(full().nodes()).extracting(n -> n.name().value()).doesNotContain("gpu04");
  }

  @Test
  void settingsOfANodeAddToThoseOfItsRole() {
    Node gpu = node("gpu01");
    assertThat(gpu.kernelArgs()).containsExactly("quiet", "iommu=pt");
    assertThat(gpu.taints())
        .extracting(Taint::toString)
        .containsExactlyInAnyOrder("gpu=own:NoSchedule", "slow:NoExecute");
    assertThat(gpu.tags()).containsEntry("rack", "node").containsEntry("hall", "role");
  }

  @Test
  void controlNodesAreTaintedAsKubeadmDoesIt() {
    Cluster cluster = full();
    assertThat(cluster.controlNodes())
        .allSatisfy(
            n ->
                assertThat(n.taints())
                    .extracting(Taint::toString)
                    .containsExactly("node-role.kubernetes.io/control-plane:NoSchedule"));
  }

  @Test
  void theKubeletsDefaultsAreReplacedKeyByKey() {
    KubeletSettings worker = full().settings(Role.WORKER).kubelet();
    KubeletSettings control = full().settings(Role.CONTROL).kubelet();
    assertThat(worker.maxPods()).isEqualTo(60);
    assertThat(worker.evictionHard()).containsOnlyKeys("memory.available");
    assertThat(control.maxPods()).isEqualTo(110);
    assertThat(control.evictionHard()).containsEntry("memory.available", "200Mi");
    assertThat(control.systemReserved()).containsEntry("memory", "1Gi");
  }

  @Test
  void theRouterIdIsDerivedFromTheName() {
    assertThat(full().endpoint().routerId()).isBetween(1, 255);
    assertThat(full().endpoint().routerId()).isEqualTo(full().endpoint().routerId());
  }

  @Test
  void macsComeFromWarewulf() {
    assertThat(node("known0").mac()).hasToString("52:54:00:00:0f:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r"})
  void otherLineEndsGiveTheSamePlaces(String end) {
    Path sample = Samples.resources().resolve("rules/vip-taken");
    String text = new String(Samples.bytes(sample.resolve("bad.yaml")), StandardCharsets.UTF_8);
    List<Problem> unix = read(text);
    assertThat(unix).isNotEmpty();
    assertThat(read(text.replace("\n", end))).isEqualTo(unix);
    assertThat(read("\uFEFF" + text)).isEqualTo(unix);
  }

  @Test
  void aBadValueDoesNotBreakOtherRules() {
    String text =
        new String(
            Samples.bytes(Samples.resources().resolve("rules/vip-taken/good.yaml")),
            StandardCharsets.UTF_8);
    assertThat(read(text.replace("10.0.0.0/24", "10.0.0.0/240")))
        .extracting(Problem::id)
        .containsExactly("bad-network");
    assertThat(read(text.replace("control2, role: control", "control2, role: contrl")))
        .extracting(Problem::id)
        .containsExactly("unknown-word");
  }

  private static List<Problem> read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ClusterReader.read("cluster.yaml", bytes, Sources.none()).allProblems();
  }
}
