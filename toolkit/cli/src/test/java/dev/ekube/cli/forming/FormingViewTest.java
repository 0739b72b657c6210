package dev.ekube.cli.forming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.cli.Terminal;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.Milestone;
import dev.ekube.machine.Task;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.NodeStatus;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of nodes that become a cluster, and what is measured by it. */
class FormingViewTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long nanos;

  private FormingView view(boolean redraws, Pace pace) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            stream, stream, new BufferedReader(Reader.nullReader()), false, redraws, false);
    return new FormingView(terminal, () -> nanos, pace);
  }

  private static ClusterStatus status(NodeStatus... nodes) {
    boolean ready = List.of(nodes).stream().allMatch(NodeStatus::kubernetesReady);
    return new ClusterStatus(
        "demo",
        0,
        ready ? "ready" : "forming",
        1,
        "",
        ready,
        List.of(nodes),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  private static NodeStatus node(String name, String boot, boolean ready, Task... done) {
    boolean connected = !boot.isEmpty();
    return new NodeStatus(
        new NodeName(name),
        name.startsWith("control") ? Role.CONTROL : Role.WORKER,
        connected,
        connected ? Optional.of(new Incarnation(boot)) : Optional.empty(),
        ready ? "settled" : "working",
        ready ? "at work" : "waiting for the API to be ready",
        0,
        Optional.empty(),
        1,
        List.of(done).stream().map(task -> new Milestone(task, 0)).toList(),
        ready);
  }

  /** A boot of 20 s: enrolled after 5, etcd placed after 8. */
  private Pace watched() {
    FormingView view = view(false, Pace.UNKNOWN);
    view.show(status(node("control0", "", false)));
    nanos += 5 * SECOND;
    view.show(status(node("control0", "a", false)));
    nanos += 3 * SECOND;
    view.show(status(node("control0", "a", false, Task.PLACE_ETCD)));
    nanos += 12 * SECOND;
    view.show(status(node("control0", "a", true, Task.PLACE_ETCD)));
    return view.measured();
  }

  @Test
  void theStagesOfABootAreMeasuredAndKept() {
    Pace pace = watched();
    assertThat(pace.after())
        .containsEntry("control/enrolled", 5_000L)
        .containsEntry("control/place-etcd", 8_000L)
        .containsEntry("control/ready", 20_000L);

    PaceFile file = new PaceFile(folder.resolve("pace"));
    assertThat(file.read()).isEqualTo(Pace.UNKNOWN);
    file.write(pace);
    assertThat(file.read()).isEqualTo(pace);
  }

  @Test
  void aNodeThatWasUpAlreadyIsNotMeasured() {
    FormingView view = view(false, Pace.UNKNOWN);
    view.show(status(node("control0", "a", false)));
    nanos += SECOND;
    view.show(status(node("control0", "a", true)));
    assertThat(view.measured()).isEqualTo(Pace.UNKNOWN);
  }

  @Test
  void onATerminalEachNodeThatIsNotThereHasALineWithTheTimeLeft() {
    Pace pace = watched();
    err.reset();
    FormingView view = view(true, pace);
    view.show(status(node("control0", "", false), node("control1", "a", true)));
    nanos += 6 * SECOND;
    view.show(status(node("control0", "b", false, Task.PLACE_ETCD), node("control1", "a", true)));
    nanos += 2 * SECOND;
    view.show(status(node("control0", "b", false, Task.PLACE_ETCD), node("control1", "a", true)));

    String last = err.toString(StandardCharsets.UTF_8).replaceAll("(?s).*\u001b\\[J", "");
    assertThat(last)
        .contains("forming, 2 of 2 nodes connected, 1 Ready")
        .contains("control0  [##########--------------]      10 s left  waiting for the API")
        .doesNotContain("control1");
  }

  @Test
  void inAPipeALineIsSaidWhenSomethingHasChanged() {
    FormingView view = view(false, watched());
    err.reset();
    view.show(status(node("control0", "", false)));
    nanos += SECOND;
    view.show(status(node("control0", "", false)));
    view.show(status(node("control0", "b", false)));
    view.tell("the API answers");

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
               0.0 s  forming, 0 of 1 nodes connected, 0 Ready
               1.0 s  forming, 1 of 1 nodes connected, 0 Ready
               1.0 s  the API answers
            """);
  }
}
