package dev.ekube.cli.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ekube.lab.chaos.Act;
import dev.ekube.lab.chaos.ChaosPlan;
import dev.ekube.lab.chaos.Outages.Outage;
import dev.ekube.lab.chaos.Promise;
import dev.ekube.lab.chaos.Round;
import dev.ekube.lab.chaos.Writes.Loss;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is said of the rounds that were run. */
class FindingsTest {
  private static final Round LEADER = round("leader", Promise.ALL);
  private static final Round ALL = round("all-control", Promise.SNAPSHOT);
  private static final ChaosPlan PLAN =
      new ChaosPlan(7, List.of(LEADER, ALL), List.of("worker-storm"));

  private static Round round(String name, Promise promise) {
    return new Round(name, "what " + name, List.of(new Act.KillManager()), promise);
  }

  private static Result result(Round round, OptionalDouble healed, Loss loss, String... faults) {
    return new Result(round, healed, new Outage(1.25, 2.5), 100, loss, List.of(faults));
  }

  private static final Result HELD = result(ALL, OptionalDouble.of(31.44), new Loss(12, List.of()));

  private static final Result FAILED =
      result(LEADER, OptionalDouble.empty(), new Loss(0, List.of("a")), "a is lost", "b is too");

  @Test
  void theTableHasOneRowForEachRoundAndTellsWhatFailed() {
    assertThat(new Findings(PLAN, List.of(HELD, FAILED)).lines())
        .containsExactly(
            "case                          healed s    gap s    out s  written   lost  verdict",
            "all-control                       31.4      1.3      2.5      100     12  held: kept"
                + " is what the newest snapshot holds",
            "leader                           never      1.3      2.5      100      1  FAILED",
            "",
            "seed 7: 1 of 2 rounds held, 200 writes acknowledged, 13 lost",
            "FAILED 2, leader: what leader",
            "  a is lost",
            "  b is too",
            "not tried: worker-storm");
  }

  @Test
  void scriptsGetTheSame() {
    JsonNode json = new Findings(PLAN, List.of(HELD, FAILED)).json();

    assertThat(json.path("held").asBoolean()).isFalse();
    JsonNode first = json.path("rounds").path(0);
    assertThat(first.path("case").asText()).isEqualTo("all-control");
    assertThat(first.path("healed").asDouble()).isEqualTo(31.44);
    assertThat(first.path("lost").asInt()).isEqualTo(12);
    assertThat(first.path("acts").path(0).asText()).isEqualTo("kill the manager");
    JsonNode second = json.path("rounds").path(1);
    assertThat(second.has("healed")).isFalse();
    assertThat(second.path("faults")).hasSize(2);
    assertThat(json.path("untried").path(0).asText()).isEqualTo("worker-storm");
  }

  @Test
  void aRunHoldsWhenEveryRoundDoes() {
    assertThat(new Findings(PLAN, List.of(HELD)).held()).isTrue();
    assertThat(new Findings(PLAN, List.of(HELD, FAILED)).held()).isFalse();
  }
}
