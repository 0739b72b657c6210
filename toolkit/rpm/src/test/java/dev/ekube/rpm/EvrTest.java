package dev.ekube.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.rpm.madeup.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of versions, held to rpm's own table and to rpm itself. */
class EvrTest {
  private static final String LETTERS = "019abzA.~^_+";

  @Test
  void ordersAsTheTableOfRpmSays() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String line : table()) {
      String[] words = line.split(" ", -1);
      int found = VersionOrder.compare(words[0], words[1]);
      if (found != Integer.parseInt(words[2])) {
        wrong.add(line + " but " + found);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(table()).hasSizeGreaterThan(80);
  }

  @Test
  void ordersRandomVersionsAsRpmDoes() {
    Tools.need("rpm");
    Random random = new Random(7);
    List<String> pairs = new ArrayList<>();
    StringBuilder script = new StringBuilder("%{lua:");
    for (int i = 0; i < 3000; i++) {
      String one = version(random);
      String other = version(random);
      pairs.add(one + " " + other + " " + VersionOrder.compare(one, other));
      script.append("print(rpm.vercmp('%s','%s')..' ')".formatted(one, other));
    }
    String[] theirs = Tools.run("rpm", "--eval", script.append("}").toString()).strip().split(" ");
    assertThat(theirs).hasSize(pairs.size());
    for (int i = 0; i < theirs.length; i++) {
      assertThat(pairs.get(i)).endsWith(" " + theirs[i]);
    }
  }

  @Test
  void readsEpochVersionAndRelease() {
    assertThat(Evr.parse("2:1.0~rc1-3.el9")).contains(new Evr(2, "1.0~rc1", "3.el9"));
    assertThat(Evr.parse("1.0")).contains(new Evr(0, "1.0", ""));
    assertThat(Evr.parse("x:1")).isEmpty();
    assertThat(Evr.parse("4294967296:1")).isEmpty();
    assertThat(new Evr(1, "0", "1")).isGreaterThan(new Evr(0, "9", "9"));
    assertThat(new Evr(0, "1", "2").compareAsAsked(new Evr(0, "1", ""))).isZero();
    assertThat(new Evr(3, "1", "2")).hasToString("3:1-2");
  }

  private static String version(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private static List<String> table() throws IOException {
    try (InputStream in = EvrTest.class.getResourceAsStream("/rpmvercmp.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
