package dev.ekube.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Bytes;
import dev.ekube.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, the reader comes back with problems and without an exception. */
class HostileTest {
  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[", "{", "{a: ", "- ", "? ", "&a ", "*a ", "! ", "\"", "'", "|\n", "a: b: ", "a:\n  ",
        "- - ", "]", ",", ": ", "[a: ", "? - ", "%", "#", "\t", "\r", "\n", "- &a *a\n", "a\n",
        "\u00e9", "\ud83d\ude00", "a: ", "? a\n", "@", "`", "--- ", "...\n", "{}\n", "&x [*x]\n"
      })
  void aMebibyteOfOneThing(String piece) {
    int size = piece.getBytes(StandardCharsets.UTF_8).length;
    byte[] bytes = piece.repeat(MIB / size).getBytes(StandardCharsets.UTF_8);
    assertBad(bytes);
  }

  @Test
  void manyKeysAndManyWrongNodes() {
    StringBuilder keys = new StringBuilder();
    StringBuilder nodes = new StringBuilder("nodes:\n");
    for (int i = 0; i < 40_000; i++) {
      keys.append("key").append(i).append(": 1\n");
      nodes.append("- {name: N").append(i).append("}\n");
    }
    assertBad(keys.toString().getBytes(StandardCharsets.UTF_8));
    assertBad(nodes.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void manyRangesDoNotAddUp() {
    StringBuilder text = new StringBuilder("nodes:\n");
    for (int i = 0; i < 2_000; i++) {
      text.append("- {range: \"n").append(i).append("x[0-4999]\", role: worker}\n");
    }
    assertBad(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void brokenCopiesOfAGoodFile() {
    byte[] good = Samples.bytes(Samples.resources().resolve("reading/full.yaml"));
    Random random = new Random(11);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = good.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = piece(random);
      }
      SpecResult result =
          ClusterReader.read(
              "cluster.yaml", bytes, Samples.sources(Samples.resources().resolve("reading")));
      assertPlaces(result, bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "\u0000", "- ", "52:54:00:00:00:zz\n", "\n"})
  void namedFilesFullOfOneThing(String piece) {
    Bytes content = Bytes.ofUtf8(piece.repeat(MIB / piece.length()));
    Sources sources = Sources.of(Map.of("macs.txt", content, "m.yaml", content), Map.of());
    String text =
        """
        manifests: [m.yaml]
        nodes:
          - {range: "w[0-9]", role: worker, macs: macs.txt, firstAddress: 10.0.0.1}
        """;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    SpecResult result = ClusterReader.read("cluster.yaml", bytes, sources);
    assertThat(result).isInstanceOf(SpecResult.Bad.class);
    assertThat(result.allProblems()).hasSizeLessThanOrEqualTo(101);
  }

  private static byte piece(Random random) {
    String pieces = "{}[]:,#&*!|>'\"%@`-? \n\t0a";
    return random.nextInt(4) == 0
        ? (byte) random.nextInt(256)
        : (byte) pieces.charAt(random.nextInt(pieces.length()));
  }

  private static void assertBad(byte[] bytes) {
    SpecResult result = ClusterReader.read("cluster.yaml", bytes, Sources.none());
    assertThat(result).isInstanceOf(SpecResult.Bad.class);
    assertThat(result.allProblems()).hasSizeLessThanOrEqualTo(101);
    assertPlaces(result, bytes);
  }

  private static void assertPlaces(SpecResult result, byte[] bytes) {
    long lines = 2;
    for (byte b : bytes) {
      lines += b == '\n' || b == '\r' ? 1 : 0;
    }
    for (Problem problem : result.allProblems()) {
      assertThat((long) problem.place().line()).isLessThanOrEqualTo(lines);
      assertThat(problem.toString()).hasSizeLessThan(2_000).doesNotContain("\n");
    }
  }
}
