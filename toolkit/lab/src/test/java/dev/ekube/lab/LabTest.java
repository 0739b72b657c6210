package dev.ekube.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import dev.ekube.lab.engine.Containers.State;
import dev.ekube.lab.engine.DemoLab;
import dev.ekube.lab.engine.FakeEngine;
import dev.ekube.lab.engine.Networks;
import dev.ekube.lab.host.HostNetworks.Route;
import dev.ekube.lab.plan.LabNames;
import dev.ekube.model.Cidr;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is done to an engine, against one in memory. */
class LabTest {
  private static final NodeName CONTROL0 = new NodeName("control0");
  private static final String CONTAINER = "ekube-lab-demo-control0";

  private final FakeEngine engine = new FakeEngine();
  private final List<String> cables = new ArrayList<>();
  private final Lab lab = DemoLab.on(engine, cables);

  @Test
  void aNetworkThatOverlapsOneOfTheHostIsRefusedBeforeAnythingIsMade() {
    Cidr subnet = lab.plan().network().subnet();

    assertThatThrownBy(() -> lab.connect(List.of(new Route(subnet, "eth7"))))
        .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.isPrecondition()).isTrue())
        .hasMessageContaining("overlaps")
        .hasMessageContaining("eth7");
    assertThat(engine.networks).isEmpty();
  }

  @Test
  void aNetworkThatOverlapsOneOfTheEngineIsRefused() {
    Cidr subnet = lab.plan().network().subnet();
    engine.networks.put(
        "other", new Networks.Found("other", Optional.of(subnet), Copies.sorted(Map.of())));

    assertThatThrownBy(() -> lab.connect(List.of())).hasMessageContaining("network other");
  }

  @Test
  void theLabsOwnNetworkIsNoCollisionTheSecondTime() {
    lab.connect(List.of(new Route(Cidr.parse("192.0.2.0/24"), "eth0")));
    assertThat(lab.hasNetwork()).isTrue();

    lab.connect(List.of(new Route(lab.plan().network().subnet(), lab.plan().network().bridge())));

    assertThat(engine.networks).hasSize(1);
  }

  @Test
  void aRebootMakesTheContainerAnew() {
    lab.boot(CONTROL0);
    lab.kill(CONTROL0);
    assertThat(lab.nodes().get(CONTROL0).orElseThrow().state()).isEqualTo(State.ENDED);

    lab.boot(CONTROL0);

    assertThat(lab.nodes().get(CONTROL0).orElseThrow().state()).isEqualTo(State.RUNNING);
    assertThat(engine.calls)
        .containsSubsequence(
            "start " + CONTAINER, "kill " + CONTAINER, "remove " + CONTAINER, "start " + CONTAINER);
  }

  @Test
  void severalNodesBootAtOnceAndEachIsTold() {
    List<NodeName> told = Collections.synchronizedList(new ArrayList<>());
    List<NodeName> all = List.copyOf(lab.plan().nodes().keySet());

    lab.boot(all, told::add);

    assertThat(told).containsExactlyInAnyOrderElementsOf(all);
    assertThat(engine.containers).hasSize(all.size());
  }

  @Test
  void aNodeThatFailsToBootIsToldInWords() {
    Lab broken = new Lab(lab.plan(), new BrokenEngine());

    assertThatThrownBy(() -> broken.boot(List.of(CONTROL0), node -> {}))
        .isInstanceOf(PortException.class)
        .hasMessage("tried to remove but it is broken");
  }

  @Test
  void aPausedNodeGoesOn() {
    lab.boot(CONTROL0);
    lab.pause(CONTROL0, true);
    assertThat(lab.nodes().get(CONTROL0).orElseThrow().state()).isEqualTo(State.PAUSED);

    lab.pause(CONTROL0, false);

    assertThat(lab.nodes().get(CONTROL0).orElseThrow().state()).isEqualTo(State.RUNNING);
  }

  @Test
  void aCableIsKnownByTheNodesOwnEndOfIt() {
    lab.boot(CONTROL0);
    engine.said = "441\n";

    lab.partition(CONTROL0, true);
    lab.partition(CONTROL0, false);

    assertThat(engine.calls).anyMatch(call -> call.endsWith("/iflink"));
    assertThat(cables).containsExactly("441 false", "441 true");
  }

  @Test
  void aCableThatIsNotThereIsTold() {
    lab.boot(CONTROL0);
    engine.exitCode = 1;

    assertThatThrownBy(() -> lab.partition(CONTROL0, false))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("cable of control0");
    assertThat(cables).isEmpty();
  }

  @Test
  void onlyWhatCarriesTheLabsNameIsCleared() {
    lab.connect(List.of());
    lab.boot(CONTROL0);
    engine.put("left-by-a-crash", Map.of(LabNames.LAB, "demo"), State.ENDED);
    engine.put("of-another-lab", Map.of(LabNames.LAB, "other"), State.RUNNING);
    engine.put("of-somebody", Map.of(), State.RUNNING);

    lab.clear();

    assertThat(engine.containers).containsOnlyKeys("of-another-lab", "of-somebody");
    assertThat(engine.networks).isEmpty();
  }

  @Test
  void aNodeThatTheLabLacksIsAMissingPrecondition() {
    assertThatThrownBy(() -> lab.boot(new NodeName("nobody")))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> {
              assertThat(e.isPrecondition()).isTrue();
              assertThat(e.hint()).contains("control0");
            });
  }
}
