package dev.ekube.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a certificate is due. */
class RenewalTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-01-31T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-01-20T23:59:59Z, 0,   false",
    "2026-01-21T00:00:00Z, 0,   true",
    "2026-01-19T12:00:00Z, 0.5, true",
    "2026-01-19T11:59:59Z, 0.5, false",
    "2026-01-18T00:00:00Z, 1,   true",
    "2026-01-17T23:59:59Z, 1,   false",
    "2025-01-01T00:00:00Z, 1,   false",
    "2027-01-01T00:00:00Z, 0,   true"
  })
  void fromTwoThirdsOfItsLifeAndWithJitterATenthEarlier(Instant now, double jitter, boolean due) {
    assertThat(Renewal.due(FROM, TO, now, jitter)).isEqualTo(due);
  }

  @Test
  void otherJitterIsAMistake() {
    assertThatThrownBy(() -> Renewal.at(FROM, TO, 1.1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Renewal.at(FROM, TO, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
