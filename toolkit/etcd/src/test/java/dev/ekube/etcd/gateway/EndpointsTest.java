package dev.ekube.etcd.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {
  private static final URI A = URI.create("https://10.0.0.1:2379");
  private static final URI B = URI.create("https://10.0.0.2:2379");
  private static final URI C = URI.create("https://10.0.0.3:2379");
  private static final Answer<String> SILENT = new Answer.Unreachable<>("no answer");
  private static final Answer<String> NO_LEADER = new Answer.Refused<>(14, "etcdserver: no leader");

  private final Endpoints endpoints = new Endpoints(List.of(A, B, C));
  private final Map<URI, Answer<String>> answers = new HashMap<>();
  private final List<URI> asked = new ArrayList<>();

  @Test
  void goesOnUntilOneAnswersAndBeginsThereTheNextTime() {
    answers.putAll(Map.of(A, SILENT, B, NO_LEADER, C, new Answer.Ok<>("c")));
    assertThat(ask()).isEqualTo(new Answer.Ok<>("c"));
    assertThat(asked).containsExactly(A, B, C);
    asked.clear();
    assertThat(ask()).isEqualTo(new Answer.Ok<>("c"));
    assertThat(asked).containsExactly(C);
    assertThat(endpoints.next()).isEqualTo(C);
  }

  @Test
  void anOrdinaryRefusalIsAnAnswer() {
    Answer<String> refused = new Answer.Refused<>(9, "etcdserver: too many learner members");
    answers.putAll(Map.of(A, SILENT, B, refused, C, new Answer.Ok<>("c")));
    assertThat(ask()).isEqualTo(refused);
    assertThat(asked).containsExactly(A, B);
  }

  @Test
  void whenNoneServesARefusalSaysMoreThanSilence() {
    answers.putAll(Map.of(A, SILENT, B, NO_LEADER, C, SILENT));
    assertThat(ask()).isEqualTo(NO_LEADER);
    answers.put(B, SILENT);
    assertThat(ask()).isEqualTo(SILENT);
    assertThat(asked).hasSize(6);
  }

  @Test
  void thereIsSomethingToTry() {
    assertThatThrownBy(() -> new Endpoints(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private Answer<String> ask() {
    return endpoints.first(
        endpoint -> {
          asked.add(endpoint);
          return answers.get(endpoint);
        });
  }
}
