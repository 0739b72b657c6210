package dev.ekube.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  /** Pieces of which documents are thrown together, good and bad ones. */
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"a\"",
          "\"b\"",
          "\"\"",
          "\"\\u00e9\"",
          "\"\\ud83d\\ude00\"",
          "\"\\n\\t\\\\\\/\\\"\"",
          "\"\\x\"",
          "\"\\u12\"",
          "0",
          "-1",
          "1.5",
          "1e3",
          "01",
          "-",
          "1.",
          ".5",
          "9223372036854775807",
          "true",
          "false",
          "null",
          "nul",
          " ",
          "\n",
          "\"ä€😀\"",
          "1e400",
          "{\"a\":",
          "[1,",
          "\"k\":[",
          "}]",
          "]}");

  @Test
  void agreesWithJacksonOnThrownTogetherDocuments() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    int good = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(1, 8); i > 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      Optional<JsonNode> theirs = jackson(bytes);
      Optional<Json> ours = ours(bytes);
      // Jackson knows numbers of any size.
      if (!theirs.map(JsonTest::hasLargeNumber).orElse(false)) {
        assertThat(ours.isPresent()).as(text.toString()).isEqualTo(theirs.isPresent());
      }
      if (ours.isPresent()) {
        good++;
        assertThat(JACKSON.readTree(JsonWriter.bytes(ours.get()))).isEqualTo(theirs.get());
      }
    }
    assertThat(good).isGreaterThan(1000);
  }

  @Test
  void agreesWithJacksonOnBytesThatWereChanged() throws Exception {
    byte[] document =
        "{\"a\":[1,-2.5e3,true,null,\"\\u00e9ä€\\n\"],\"b\":{\"c\":\"😀\"},\"d\":[],\"e\":0}"
            .getBytes(StandardCharsets.UTF_8);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    for (int round = 0; round < 100_000; round++) {
      byte[] changed = document.clone();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Optional<Json> ours = ours(changed);
      if (ours.isPresent()) {
        assertThat(JACKSON.readTree(JsonWriter.bytes(ours.get())))
            .isEqualTo(jackson(changed).orElseThrow());
      }
    }
  }

  private static boolean hasLargeNumber(JsonNode node) {
    return node.isBigInteger()
        || (node.isDouble() && Double.isInfinite(node.doubleValue()))
        || node.valueStream().anyMatch(JsonTest::hasLargeNumber);
  }

  private static Optional<Json> ours(byte[] bytes) {
    try {
      return Optional.of(JsonReader.read(bytes));
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> jackson(byte[] bytes) {
    try {
      return Optional.of(JACKSON.readTree(bytes)).filter(node -> !node.isMissingNode());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "\"\\ud800\"",
        "\"\\ude00\\ud83d\"",
        "\"\\ud83d\\u0041\"",
        "\"\\u٠٠٠٠\"",
        "9223372036854775808",
        "1e999",
        "1 2",
        "\uFEFF1",
        "'a'",
        "[1,]",
        "{,}",
        "{\"a\"}",
        "NaN",
        "\"a\tb\""
      })
  void refuses(String text) {
    assertThatThrownBy(() -> JsonReader.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("not JSON at character");
  }

  @Test
  void refusesWhatIsNoUtf8() {
    for (int[] bad :
        List.of(
            new int[] {'"', 0xff, '"'},
            new int[] {'"', 0xc0, 0x80, '"'},
            new int[] {'"', 0xed, 0xa0, 0x80, '"'},
            new int[] {'"', 0xe2, 0x82, '"'})) {
      byte[] bytes = new byte[bad.length];
      for (int i = 0; i < bad.length; i++) {
        bytes[i] = (byte) bad[i];
      }
      assertThatThrownBy(() -> JsonReader.read(bytes)).hasMessage("not UTF-8");
    }
  }

  @Test
  void depthHasALimit() throws Exception {
    int max = JsonReader.MAX_DEPTH;
    JsonReader.read(("[".repeat(max) + "]".repeat(max)).getBytes(StandardCharsets.UTF_8));
    byte[] deeper = "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> JsonReader.read(deeper)).hasMessageContaining("deeper than 32");
  }

  @Test
  void halfASurrogatePairIsWrittenAsTheReplacementCharacter() throws Exception {
    for (String text : List.of("\ud800", "\udc00", "a\ud800b", "\udc00\ud800")) {
      Json read = JsonReader.read(JsonWriter.bytes(new Json.Text(text)));
      assertThat(((Json.Text) read).value())
          .isEqualTo(text.replace('\ud800', '\ufffd').replace('\udc00', '\ufffd'));
    }
  }
}
