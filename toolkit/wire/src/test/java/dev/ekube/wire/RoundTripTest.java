package dev.ekube.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ekube.machine.arbiter.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  interface Reader<T> {
    T read(byte[] document) throws WireException;
  }

  /** One family of documents; written and read by its codec. */
  record Family<T>(Class<T> type, Function<T, byte[]> write, Reader<T> read) {
    byte[] writeAny(Object value) {
      return write.apply(type.cast(value));
    }
  }

  static List<Named<Family<?>>> families() {
    return List.of(
        named(new Family<>(AgentMessage.class, AgentCodec::write, AgentCodec::read)),
        named(new Family<>(ManagerMessage.class, ManagerCodec::write, ManagerCodec::read)),
        named(
            new Family<>(OperatorMessage.class, OperatorCodec::write, OperatorCodec::readMessage)),
        named(new Family<>(OperatorReply.class, OperatorCodec::write, OperatorCodec::readReply)),
        named(new Family<>(LedgerEntry.class, LedgerJson::write, LedgerJson::read)));
  }

  private static Named<Family<?>> named(Family<?> family) {
    return Named.of(family.type().getSimpleName(), family);
  }

  @ParameterizedTest
  @MethodSource("families")
  void whatIsWrittenIsReadAgain(Family<?> family) throws Exception {
    for (Object value : samples(family)) {
      assertThat(family.read().read(family.writeAny(value))).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void anotherReaderUnderstandsTheDocument(Family<?> family) throws Exception {
    ObjectMapper jackson = new ObjectMapper();
    for (Object value : samples(family)) {
      byte[] document = family.writeAny(value);
      JsonNode read = jackson.readTree(document);
      assertThat(read.get("v").asInt()).isEqualTo(1);
      assertThat(read.get("type").asText()).matches("[a-z][-a-z]*");
      assertThat(document).doesNotContain('\n');
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aNewerSpeakersFieldIsIgnored(Family<?> family) throws Exception {
    for (Object value : samples(family)) {
      String document = new String(family.writeAny(value), StandardCharsets.UTF_8);
      String newer = document.replaceFirst("^\\{", "{\"news\":[{\"a\":null}],");
      assertThat(family.read().read(newer.getBytes(StandardCharsets.UTF_8))).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void anUnknownTypeAndAnotherVersionAreRefused(Family<?> family) {
    for (String document :
        List.of(
            "{\"v\":1,\"type\":\"sing\",\"cluster\":\"\"}",
            "{\"v\":2,\"type\":\"status\",\"cluster\":\"\"}",
            "{\"v\":1}",
            "{}",
            "[]",
            "")) {
      assertThatThrownBy(() -> family.read().read(document.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(WireException.class);
    }
  }

  /** Whatever is dropped from a document, it is read as something or refused in order. */
  @ParameterizedTest
  @MethodSource("families")
  void aBrokenDocumentIsRefusedAndHarmsNothing(Family<?> family) {
    long refused = 0;
    for (Object value : samples(family)) {
      byte[] document = family.writeAny(value);
      for (int i = 0; i < document.length; i += 3) {
        byte[] broken = document.clone();
        broken[i] ^= (byte) (1 << i % 8);
        try {
          assertThat(family.read().read(broken)).isNotNull();
        } catch (WireException e) {
          assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(400);
          refused++;
        }
      }
    }
    assertThat(refused).isPositive();
  }

  private static List<?> samples(Family<?> family) {
    return Stream.of(1L, 2L, 3L).flatMap(seed -> Samples.of(family.type(), 10, seed)).toList();
  }
}
