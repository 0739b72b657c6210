package dev.ekube.rpm.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.rpm.madeup.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated repositories, judged by libsolv, which dnf stands on. Debian's is built without rich
 * dependencies, so there are none here.
 */
class LibsolvTest {
  @TempDir private Path folder;

  @Test
  void choosesWhatLibsolvChoosesOrSomethingAsRight() throws IOException {
    Tools.need("testsolv");
    int same = 0;
    int possible = 0;
    for (int seed = 0; seed < 50; seed++) {
      World world = world(new Random(seed), 30 + seed * 2);
      String ours = world.answer("p1", "p2");
      Set<String> theirs = theirs(world, List.of("install name p1", "install name p2"));
      boolean impossible = ours.equals("impossible");
      assertThat(theirs.contains("impossible")).as("seed %d: %s", seed, ours).isEqualTo(impossible);
      if (!impossible) {
        possible++;
        TreeSet<String> set = new TreeSet<>(List.of(ours.split(" ", -1)));
        same += set.equals(theirs) ? 1 : 0;
        // Exactly these and no more must satisfy libsolv.
        List<String> jobs = new ArrayList<>();
        set.forEach(one -> jobs.add("install pkg " + one + ".noarch@main"));
        assertThat(theirs(world, jobs)).as("seed %d", seed).isEqualTo(set);
      }
    }
    assertThat(possible).isGreaterThan(15);
    assertThat(same * 100 / possible).isGreaterThanOrEqualTo(90);
  }

  @Test
  void copesWithThousandsOfPackages() throws IOException {
    Tools.need("testsolv");
    World world = world(new Random(5), 4000);
    String ours = world.answer("p1");
    assertThat(ours).isNotEqualTo("impossible");
    assertThat(new TreeSet<>(List.of(ours.split(" ", -1))))
        .isEqualTo(theirs(world, List.of("install name p1")));
  }

  private static World world(Random random, int size) {
    World world = new World();
    for (int i = 0; i < size / 10; i++) {
      world.there("base" + i + " 1-1", "provides virtual" + i);
    }
    for (int i = 1; i <= size; i++) {
      int versions = 1 + random.nextInt(3);
      for (int v = 1; v <= versions; v++) {
        List<String> lines = new ArrayList<>();
        int needs = random.nextInt(4);
        for (int n = 0; n < needs; n++) {
          lines.add("needs " + need(random, size));
        }
        if (random.nextInt(12) == 0) {
          lines.add("conflicts p" + (1 + random.nextInt(size)) + " < 2");
        }
        if (random.nextInt(25) == 0) {
          lines.add("obsoletes p" + (1 + random.nextInt(size)) + " < 2");
        }
        world.offered("p" + i + " " + v + "-1", lines.toArray(String[]::new));
      }
    }
    return world;
  }

  private static String need(Random random, int size) {
    String name = "p" + (1 + random.nextInt(size));
    return switch (random.nextInt(8)) {
      case 0 -> name + " >= 2";
      case 1 -> name + " < 3";
      case 2 -> "virtual" + random.nextInt(Math.max(1, size / 10));
      default -> name;
    };
  }

  private Set<String> theirs(World world, List<String> jobs) throws IOException {
    Path file = Files.writeString(folder.resolve("case.t"), world.testCase(jobs));
    TreeSet<String> found = new TreeSet<>();
    String said = Tools.ask(Map.of(), "testsolv", "-r", file.toString()).out();
    for (String line : said.lines().toList()) {
      if (line.startsWith("problem")) {
        return new TreeSet<>(List.of("impossible"));
      }
      if (line.startsWith("install ")) {
        found.add(line.substring("install ".length()).replace(".noarch@main", ""));
      }
    }
    return found;
  }
}
