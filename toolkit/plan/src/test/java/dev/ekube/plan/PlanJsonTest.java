package dev.ekube.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ekube.model.Clusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
  private static final Pattern FENCE = Pattern.compile("(?s)```json\n(.*?)```");

  private final Path page = Golden.root().resolve("docs/plan-json.md");

  @Test
  void thePageShowsAPlanWithEveryKindOfStep() throws IOException {
    String text = Files.readString(page);
    Matcher fence = FENCE.matcher(text);
    assertThat(fence.find()).isTrue();
    String actual = PlanJson.of(Plans.everything());
    if (Boolean.getBoolean("ekube.rewrite")) {
      Files.writeString(
          page, text.substring(0, fence.start(1)) + actual + text.substring(fence.end(1)));
      fail("rewrote " + page);
    }
    assertThat(fence.group(1)).isEqualTo(actual);
  }

  @Test
  void thePageNamesEveryKey() throws IOException {
    String text = Files.readString(page);
    Set<String> keys = new TreeSet<>();
    collect(tree(Plans.everything()), keys);
    assertThat(keys).allSatisfy(key -> assertThat(text).contains("`" + key + "`"));
  }

  @Test
  void countsWhatCallsWarewulf() throws IOException {
    JsonNode plan = tree(Plans.everything());
    long marked = 0;
    for (JsonNode step : plan.get("steps")) {
      marked += step.get("runs").asText().equals("wwctl") ? 1 : 0;
    }
    assertThat(marked).isEqualTo(4).isEqualTo(plan.get("wwctlSteps").asLong());
    assertThat(plan.get("changes").asBoolean()).isTrue();
  }

  @Test
  void anEmptyPlanSaysSo() throws IOException {
    JsonNode plan =
        tree(
            Planner.plan(
                Clusters.demo(),
                SmallRender.of(Clusters.demo()),
                List.of(),
                Managers.applied(Clusters.demo()),
                PlanOptions.standard("cluster.yaml")));
    assertThat(plan.get("changes").asBoolean()).isFalse();
    assertThat(plan.get("steps")).isEmpty();
    assertThat(plan.get("wwctlSteps").asInt()).isZero();
  }

  private static JsonNode tree(Plan plan) throws IOException {
    return new ObjectMapper().readTree(PlanJson.of(plan));
  }

  /** Every key but those below {@code fields}, which are Warewulf's names. */
  private static void collect(JsonNode node, Set<String> keys) {
    node.properties()
        .forEach(
            e -> {
              keys.add(e.getKey());
              if (!e.getKey().equals("fields")) {
                collect(e.getValue(), keys);
              }
            });
    if (node.isArray()) {
      node.forEach(element -> collect(element, keys));
    }
  }
}
