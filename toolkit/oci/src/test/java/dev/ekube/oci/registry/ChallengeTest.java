package dev.ekube.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.oci.registry.auth.Challenge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChallengeTest {
  @Test
  void challengesAreReadFromOneHeaderOrSeveral() {
    Challenge bearer =
        new Challenge(
            "bearer",
            Map.of("realm", "https://a/t", "service", "b, \"c\"", "scope", "repository:x:pull"));
    Challenge basic = new Challenge("basic", Map.of("realm", "r"));
    String first =
        "Bearer realm=\"https://a/t\",service=\"b, \\\"c\\\"\", scope=\"repository:x:pull\"";
    assertThat(Challenge.read(List.of(first, "Basic realm=r"))).containsExactly(bearer, basic);
    assertThat(Challenge.read(List.of(first + ", BASIC realm=\"r\"")))
        .containsExactly(bearer, basic);
  }

  @ParameterizedTest
  @CsvSource({"''", "'='", "', ,'", "'\"'"})
  void whatIsNoChallengeIsNone(String header) {
    assertThat(Challenge.read(List.of(header))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "0, 0", "'Wed, 21 Oct 2015 07:28:00 GMT', 0"})
  void aPauseIsSecondsOrADate(String header, long seconds) {
    assertThat(RetryAfter.read(Optional.of(header))).contains(Duration.ofSeconds(seconds));
    assertThat(RetryAfter.read(Optional.of("soon"))).isEmpty();
  }
}
