package dev.ekube.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.KubeVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionStepTest {
  private static VersionStep step(String from, String to) {
    return new VersionStep(KubeVersion.parse(from), KubeVersion.parse(to));
  }

  @ParameterizedTest
  @CsvSource({"v1.32.1,v1.32.2", "v1.32.1,v1.33.0", "v1.32.1,v1.32.1", "v1.9.0,v1.10.1"})
  void onePatchOrOneMinorIsAStep(String from, String to) {
    assertThat(step(from, to).refusal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "v1.32.1,v1.32.0,older",
    "v1.32.1,v1.31.9,rollback",
    "v1.32.1,v1.34.0,go to v1.33 first",
    "v1.32.1,v2.0.0,another major"
  })
  void whatTheSkewForbidsIsRefusedInWords(String from, String to, String why) {
    assertThat(step(from, to).refusal()).hasValueSatisfying(s -> assertThat(s).contains(why));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\nkubernetes: {version: v1.32.1}   # why\nb: 2\n",
        "kubernetes:\n  version: v1.32.1 # why\n",
        "kubernetes:   # ours\n  # of the site\n\n  version: \"v1.32.1\"\nnetwork: {}\n",
        "kubernetes: { version: 'v1.32.1' }\nnetwork: {cni: {version: v0.26.4}}\n"
      })
  void theVersionIsChangedInPlaceAndNothingElse(String text) {
    assertThat(step("v1.32.1", "v1.33.0").edited(text))
        .contains(text.replace("v1.32.1", "v1.33.0"));
  }

  @Test
  void anotherVersionIsNotTakenForIt() {
    String text = "network:\n  cni:\n    version: v0.26.4\n";
    assertThat(step("v1.32.1", "v1.32.2").edited(text)).isEmpty();
    String after = "kubernetes:\n  other: 1\nnetwork:\n  version: v1.32.1\n";
    assertThat(step("v1.32.1", "v1.32.2").edited(after)).isEmpty();
  }
}
