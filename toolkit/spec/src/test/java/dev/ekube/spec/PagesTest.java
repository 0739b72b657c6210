package dev.ekube.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.spec.rule.Rule;
import dev.ekube.spec.rule.Rules;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The pages in docs/ say what the code says. */
class PagesTest {
  @Test
  void theReferenceIsWhatTheShapeSays() {
    byte[] example = Samples.bytes(Samples.resources().resolve("design/cluster.yaml"));
    String text = ReferencePage.text(new String(example, StandardCharsets.UTF_8));
    Golden.check(Samples.ROOT.resolve("docs/cluster-yaml.md"), text);
  }

  @Test
  void theRulesPageIsWhatTheRulesSay() {
    Golden.check(Samples.ROOT.resolve("docs/rules.md"), RulesPage.text());
  }

  @Test
  void everyProblemLeadsToItsSection() {
    String page = RulesPage.text();
    for (Rule rule : Rules.all()) {
      assertThat(page).contains("\n## " + rule.id() + "\n");
    }
  }
}
