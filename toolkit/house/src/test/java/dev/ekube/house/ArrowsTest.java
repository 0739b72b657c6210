package dev.ekube.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The arrows between rooms. README.md draws them in a fence {@code text rooms}, one chain a line:
 * {@code model <- render <- plan} reads "render uses model, plan uses render"; a comma lists
 * several rooms at one place. A room may use whatever an arrow path leads to.
 */
class ArrowsTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern ROOM = Pattern.compile("<artifactId>ekube-([a-z]+)</artifactId>");
  private static final Pattern MODULE = Pattern.compile("<module>toolkit/([a-z]+)</module>");

  @Test
  void theArrowsRunOneWay() {
    Map<String, Set<String>> poms = poms();
    for (String room : poms.keySet()) {
      assertThat(reach(poms, room)).as("rooms that %s uses", room).doesNotContain(room);
    }
  }

  @Test
  void theDrawingIsWhatThePomsSay() {
    Path readme = Repository.ROOT.resolve("README.md");
    List<Fence> fences =
        Fence.in(readme).stream().filter(fence -> fence.info().equals("text rooms")).toList();
    assertThat(fences).as("fences ```text rooms in README.md").hasSize(1);
    Map<String, Set<String>> drawn = drawn(fences.getFirst().lines());
    Map<String, Set<String>> poms = poms();

    assertThat(drawn.keySet()).as("rooms drawn").isEqualTo(poms.keySet());
    drawn.forEach(
        (room, uses) -> assertThat(poms.get(room)).as("used by %s", room).containsAll(uses));
    poms.forEach(
        (room, uses) -> assertThat(reach(drawn, room)).as("drawn for %s", room).containsAll(uses));
  }

  /** Each room with the rooms that its pom names, those for tests alone left out. */
  static Map<String, Set<String>> poms() {
    Map<String, Set<String>> rooms = new TreeMap<>();
    var modules = MODULE.matcher(Repository.read(Repository.ROOT.resolve("pom.xml")));
    while (modules.find()) {
      rooms.put(modules.group(1), new TreeSet<>());
    }
    for (Map.Entry<String, Set<String>> room : rooms.entrySet()) {
      Path pom = Repository.ROOT.resolve("toolkit/" + room.getKey() + "/pom.xml");
      var dependencies = DEPENDENCY.matcher(Repository.read(pom));
      while (dependencies.find()) {
        var used = ROOM.matcher(dependencies.group(1));
        if (used.find() && !dependencies.group(1).contains("<scope>test</scope>")) {
          room.getValue().add(used.group(1));
        }
      }
    }
    return rooms;
  }

  private static Map<String, Set<String>> drawn(List<String> lines) {
    Map<String, Set<String>> rooms = new TreeMap<>();
    for (String line : lines) {
      List<List<String>> chain =
          Arrays.stream(line.split("<-", -1)).map(ArrowsTest::names).toList();
      chain.forEach(names -> names.forEach(name -> rooms.putIfAbsent(name, new TreeSet<>())));
      for (int i = 1; i < chain.size(); i++) {
        for (String user : chain.get(i)) {
          rooms.get(user).addAll(chain.get(i - 1));
        }
      }
    }
    return rooms;
  }

  private static List<String> names(String part) {
    return Arrays.stream(part.split(",", -1)).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  /** All rooms that an arrow path leads to. */
  private static Set<String> reach(Map<String, Set<String>> arrows, String from) {
    Set<String> reached = new TreeSet<>();
    collect(arrows, from, reached);
    return reached;
  }

  private static void collect(Map<String, Set<String>> arrows, String from, Set<String> reached) {
    for (String next : arrows.getOrDefault(from, Set.of())) {
      if (reached.add(next)) {
        collect(arrows, next, reached);
      }
    }
  }
}
