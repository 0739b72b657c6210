package dev.ekube.machine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.machine.Condition;
import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import dev.ekube.machine.Task;
import dev.ekube.machine.Ticket;
import dev.ekube.machine.TransitionTable;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NodeMachineTest {
  private static final NodeName NODE = new NodeName("control0");
  private static final Incarnation BOOT = new Incarnation("boot-1");
  private static final MemberId MEMBER = new MemberId(7);
  private static final Data EMPTY = new Data.Empty();
  private static final Order FORM =
      new Order.Form(new Ticket(1, NODE, BOOT), Order.members(Map.of(NODE, "https://a:2380")));

  private NodeState state =
      NodeMachine.start(new NodeFacts(NODE, Role.CONTROL, BOOT, EMPTY), 0).state();
  private List<NodeEffect> effects = List.of();

  private void on(NodeEvent event) {
    NodeStep step = NodeMachine.step(state, event);
    state = step.state();
    effects = step.effects();
  }

  private void order(long serial, Order order) {
    on(new NodeEvent.Ordered(10, new OrderId(1, serial), order));
  }

  private static Data holds(int epoch) {
    return new Data.Holds(epoch, Optional.of(MEMBER), Optional.empty());
  }

  private List<Task> runAll(Data data) {
    List<Task> tasks = new ArrayList<>();
    while (state.work() instanceof Work.Working working) {
      tasks.add(working.task());
      on(new NodeEvent.Done(20, working.run(), working.task(), data));
    }
    return tasks;
  }

  @Test
  void formingPlacesEtcdBeforeTheKubeletAndTheControllersWhenTheApiAnswers() {
    order(1, FORM);
    assertThat(runAll(holds(1)))
        .containsExactly(
            Task.PLACE_FILES,
            Task.MARK_EPOCH,
            Task.PLACE_ETCD,
            Task.START_KUBELET,
            Task.AWAIT_ETCD,
            Task.PLACE_API,
            Task.AWAIT_API,
            Task.PLACE_CONTROLLERS,
            Task.RESTART_KUBELET);
    assertThat(state.report().condition()).isInstanceOf(Condition.Settled.class);
    assertThat(state.report().milestones()).hasSize(9);
  }

  @Test
  void dataOfTheOrdersOwnEpochIsNeverWiped() {
    for (Order order :
        List.of(
            FORM, new Order.Resume(1), new Order.Join(1, BOOT, MEMBER, Order.members(Map.of())))) {
      assertThat(Recipe.of(order, holds(1))).doesNotContain(Task.WIPE_OLDER, Task.MARK_EPOCH);
    }
    assertThat(
            Recipe.of(new Order.Join(1, BOOT, new MemberId(8), Order.members(Map.of())), holds(1)))
        .startsWith(Task.STOP_CONTROL_PLANE, Task.WIPE_OLDER);
  }

  @Test
  void dataOfAnOlderEpochIsStoppedAndWipedFirst() {
    state = NodeMachine.start(new NodeFacts(NODE, Role.CONTROL, BOOT, holds(1)), 0).state();
    order(1, new Order.Form(new Ticket(2, NODE, BOOT), Order.members(Map.of())));
    assertThat(runAll(EMPTY)).startsWith(Task.STOP_CONTROL_PLANE, Task.WIPE_OLDER);
  }

  @Test
  void aTicketOfAnotherBootIsVoid() {
    order(
        1, new Order.Form(new Ticket(1, NODE, new Incarnation("boot-0")), Order.members(Map.of())));
    assertThat(state.work()).isInstanceOf(Work.Idle.class);
  }

  @Test
  void anOrderThatComesLateIsDropped() {
    order(5, new Order.StandDown(1));
    order(4, FORM);
    assertThat(state.work().obeyed()).contains(new Order.StandDown(1));
  }

  @Test
  void anOrderOfAnOlderEpochIsDropped() {
    state = NodeMachine.start(new NodeFacts(NODE, Role.CONTROL, BOOT, holds(3)), 0).state();
    order(1, FORM);
    assertThat(state.work()).isInstanceOf(Work.Idle.class);
  }

  @Test
  void resumingDoesNotDisturbAFormingUnderWay() {
    order(1, FORM);
    Work before = state.work();
    order(2, new Order.Resume(1));
    assertThat(state.work()).isEqualTo(before);
    assertThat(state.seen()).isEqualTo(new OrderId(1, 2));
  }

  @Test
  void aFailureIsReportedWithItsCauseAndTriedAgain() {
    order(1, FORM);
    long run = ((Work.Working) state.work()).run();
    on(new NodeEvent.Failed(30, run, Task.PLACE_FILES, "disk full", EMPTY, 0.5));
    assertThat(state.report().condition())
        .isEqualTo(new Condition.Failing(Task.PLACE_FILES, "disk full", 30, 1));
    long retryAt = ((Work.Waiting) state.work()).retryAt();
    on(new NodeEvent.Ticked(retryAt));
    assertThat(((Work.Working) state.work()).attempt()).isEqualTo(2);
  }

  @Test
  void theResultOfAnAbandonedRunIsIgnored() {
    order(1, FORM);
    long old = ((Work.Working) state.work()).run();
    order(2, new Order.Form(new Ticket(2, NODE, BOOT), Order.members(Map.of())));
    assertThat(effects).contains(new NodeEffect.Abandon(old, Task.PLACE_FILES));
    Work before = state.work();
    on(new NodeEvent.Done(40, old, Task.PLACE_FILES, EMPTY));
    assertThat(state.work()).isEqualTo(before);
  }

  @Test
  void vanishedDataStopsEveryStartUntilTheNextBoot() {
    Data gone = new Data.Vanished(1);
    state = NodeMachine.start(new NodeFacts(NODE, Role.CONTROL, BOOT, gone), 0).state();
    order(1, FORM);
    assertThat(state.work()).isInstanceOf(Work.Stuck.class);
    assertThat(state.report().condition().toString()).contains("reboot this node");
  }

  @Test
  void theTableOfTheMachineIsWhatTheMachineDoes() {
    Set<String> seen = new TreeSet<>();
    Random random = new Random(7);
    for (int walk = 0; walk < 300; walk++) {
      Data data = List.of(EMPTY, holds(1), new Data.Vanished(1)).get(random.nextInt(3));
      state = NodeMachine.start(new NodeFacts(NODE, Role.CONTROL, BOOT, data), 0).state();
      for (int i = 0; i < 60; i++) {
        NodeEvent event = random(random, i * 100L);
        String from = state.work().getClass().getSimpleName();
        on(event);
        String to = state.work().getClass().getSimpleName();
        seen.add(from + " | " + event.getClass().getSimpleName() + " | " + to);
      }
    }
    assertThat(seen).isEqualTo(TransitionTable.rows(NodeMachine.class));
  }

  private NodeEvent random(Random random, long at) {
    Data data = random.nextBoolean() ? EMPTY : holds(1);
    Optional<Task> task =
        state.work() instanceof Work.Working w ? Optional.of(w.task()) : Optional.empty();
    long run = random.nextInt(5) == 0 ? 0 : state.runs();
    return switch (random.nextInt(6)) {
      case 0 -> new NodeEvent.Connected(at);
      case 1 -> new NodeEvent.Disconnected(at, random.nextDouble());
      case 2 -> new NodeEvent.Done(at, run, task.orElse(Task.PLACE_FILES), data);
      case 3 ->
          new NodeEvent.Failed(
              at, run, task.orElse(Task.PLACE_FILES), "no", data, random.nextDouble());
      case 4 -> new NodeEvent.Ticked(at);
      default ->
          new NodeEvent.Ordered(
              at, new OrderId(1, random.nextInt(4) == 0 ? 0 : at), orders(random));
    };
  }

  private static Order orders(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> FORM;
      case 7 ->
          new Order.Form(new Ticket(1, NODE, new Incarnation("other")), Order.members(Map.of()));
      case 1 -> new Order.Resume(1);
      case 2 -> new Order.Hold(1, "wait");
      case 3 -> new Order.StandDown(1);
      case 4 -> new Order.Serve(1);
      case 5 -> new Order.Join(1, BOOT, MEMBER, Order.members(Map.of()));
      default -> new Order.Export(1, 1);
    };
  }
}
