package dev.ekube.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.model.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plans are data: what follows from a seed, and what each case promises. */
class ChaosPlanTest {
  private static final Layout FIVE = layout(3, 2);
  private static final Layout ONE = layout(1, 0);

  private static Layout layout(int controls, int workers) {
    return new Layout(names("control", controls), names("worker", workers));
  }

  private static List<NodeName> names(String word, int count) {
    return Stream.iterate(0, n -> n + 1).limit(count).map(n -> new NodeName(word + n)).toList();
  }

  private static List<String> every() {
    return Stream.of(ChaosCase.values()).map(ChaosCase::title).toList();
  }

  @Test
  void theSameSeedIsTheSamePlan() {
    assertThat(ChaosPlan.walk(FIVE, 7, 10)).isEqualTo(ChaosPlan.walk(FIVE, 7, 10));
    assertThat(ChaosPlan.walk(FIVE, 8, 10).rounds()).isNotEqualTo(plan(7).rounds());
  }

  private static ChaosPlan plan(long seed) {
    return ChaosPlan.walk(FIVE, seed, 10);
  }

  @Test
  void aLongerWalkBeginsAsAShorterOne() {
    List<Round> shorter = plan(3).rounds();

    assertThat(ChaosPlan.walk(FIVE, 3, 20).rounds().subList(0, shorter.size())).isEqualTo(shorter);
  }

  @Test
  void aCaseDoesNotDependOnThoseNamedBesideIt() {
    List<Round> alone = ChaosPlan.cases(FIVE, 5, List.of("two-of-three"), false).rounds();

    assertThat(ChaosPlan.cases(FIVE, 5, List.of("leader", "two-of-three"), false).rounds())
        .containsAll(alone);
  }

  @Test
  void everyCaseHasRoundsOnFiveNodes() {
    ChaosPlan plan = ChaosPlan.cases(FIVE, 1, every(), false);

    assertThat(plan.untried()).isEmpty();
    assertThat(plan.rounds()).extracting(Round::name).containsAll(every());
    assertThat(plan.rounds()).filteredOn(r -> r.name().equals("rounds")).hasSize(20);
    assertThat(plan.lines()).contains("       cut the power of the etcd leader");
  }

  @Test
  void whatOneNodeIsTooFewForIsSaidToBeUntried() {
    ChaosPlan plan = ChaosPlan.cases(ONE, 1, every(), false);

    assertThat(plan.untried()).containsExactly("two-of-three", "worker-storm");
    assertThat(plan.lines()).anyMatch(line -> line.startsWith("not tried: two-of-three"));
  }

  @Test
  void theOnlyControlNodeTakesItsDataWithIt() {
    assertThat(ChaosPlan.cases(ONE, 1, List.of("control-alone", "leader"), false).rounds())
        .allMatch(round -> round.promise() == Promise.SNAPSHOT)
        .allMatch(round -> round.acts().getFirst() instanceof Act.NoteSnapshot);
  }

  @Test
  void theManagerIsDownWhileEverythingElseHappens() {
    for (String name : List.of("all-control", "leader", "partition", "two-of-three")) {
      for (Round round :
          ChaosPlan.cases(FIVE, 1, List.of(name + Round.MANAGER_DOWN), false).rounds()) {
        List<Act> acts = round.acts();
        List<Act> done = acts.stream().filter(a -> !(a instanceof Act.NoteSnapshot)).toList();

        assertThat(round.name()).isEqualTo(name + "+manager-down");
        assertThat(done.getFirst()).isEqualTo(new Act.KillManager());
        assertThat(acts.getLast()).isEqualTo(new Act.StartManager());
      }
    }
  }

  @Test
  void whoeverLosesPowerOrCableGetsItBack() {
    for (Round round : Stream.concat(plan(1).rounds().stream(), cases().stream()).toList()) {
      List<Who> dark = new ArrayList<>();
      List<Who> ofPower = new ArrayList<>();
      for (Act act : round.acts()) {
        switch (act) {
          case Act.Kill kill -> {
            dark.addAll(kill.nodes());
            ofPower.addAll(kill.nodes());
          }
          case Act.Boot boot -> {
            dark.removeAll(boot.nodes());
            ofPower.removeAll(boot.nodes());
          }
          case Act.Pause pause -> flip(dark, pause.node(), pause.paused());
          case Act.Cut cut -> flip(dark, cut.node(), cut.cut());
          case Act.Fill fill -> flip(dark, fill.node(), fill.full());
          case Act.KillManager kill -> dark.add(new Who.Holder());
          case Act.StartManager start -> dark.remove(new Who.Holder());
          case Act.KillAgent agent -> assertThat(ofPower).doesNotContain(agent.node());
          case Act.KillEtcd etcd -> assertThat(ofPower).doesNotContain(etcd.node());
          case Act.Wait wait -> assertThat(wait.millis()).isBetween(0L, 60_000L);
          case Act.AwaitTasks await -> assertThat(ofPower).doesNotContain(await.node());
          case Act.NoteSurvivor note -> assertThat(dark).isNotEmpty();
          case Act.NoteSnapshot note -> assertThat(dark).isEmpty();
        }
      }
      assertThat(dark).as(round.what()).isEmpty();
    }
  }

  private static List<Round> cases() {
    return ChaosPlan.cases(FIVE, 1, every(), false).rounds();
  }

  private static void flip(List<Who> dark, Who who, boolean away) {
    if (away) {
      dark.add(who);
    } else {
      dark.remove(who);
    }
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThat(ChaosPlan.named("no-such")).isEmpty();
    assertThatThrownBy(() -> ChaosPlan.cases(FIVE, 1, List.of("no-such"), false))
        .hasMessageContaining("no-such");
  }
}
