package dev.ekube.rootfs.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units are enabled and disabled as the real systemctl does it on a folder. */
class UnitFilesTest {
  private static final int ROUNDS = 25;
  private static final String ETC = "etc/systemd/system";

  @TempDir Path folder;

  private static Map<String, String> units(Random random) {
    Map<String, String> units = new TreeMap<>();
    List<String> names = List.of("a.service", "b.socket", "c.timer", "d@.service", "e@.service");
    for (String name : names) {
      StringBuilder text = new StringBuilder("[Unit]\nDescription=x\n[Install]\n");
      if (random.nextInt(3) > 0) {
        text.append("WantedBy=multi-user.target graphical.target\n");
      }
      if (random.nextInt(3) == 0) {
        text.append("RequiredBy=basic.target\n");
      }
      if (random.nextInt(3) == 0 && !name.contains("@")) {
        text.append("Alias=other-").append(name).append('\n');
      }
      if (random.nextInt(3) == 0) {
        text.append("Also=").append(names.get(random.nextInt(3))).append('\n');
      }
      if (name.equals("e@.service")) {
        text.append("DefaultInstance=main\n");
      }
      units.put(name, text.toString());
    }
    return units;
  }

  @Test
  void linksAreThoseOfSystemctl() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemctl")), "no systemctl on this machine");
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      Map<String, String> units = units(random);
      Path root = Files.createDirectories(folder.resolve("r" + seed));
      Tree tree = new Tree(0);
      for (Map.Entry<String, String> unit : units.entrySet()) {
        String path = "usr/lib/systemd/system/" + unit.getKey();
        tree.put(path, Inode.file(Content.ofText(unit.getValue()), 0644, 0));
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), unit.getValue());
      }
      UnitFiles files = new UnitFiles(tree, 0);
      List<String> all = List.of("a.service", "b.socket", "c.timer", "d@x.service", "e@.service");
      List<String> done = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String unit = all.get(random.nextInt(all.size()));
        boolean enable = random.nextInt(3) > 0;
        done.add((enable ? "enable " : "disable ") + unit);
        systemctl(root, enable ? "enable" : "disable", unit);
        if (enable) {
          files.enable(unit);
        } else {
          files.disable(unit);
        }
      }
      assertThat(files.links()).as(done + " of " + units).isEqualTo(links(root.resolve(ETC)));
    }
  }

  @Test
  void aMaskedUnitLeadsNowhere() throws IOException {
    Tree tree = new Tree(0);
    new UnitFiles(tree, 0).mask("firewalld.service");
    assertThat(new UnitFiles(tree, 0).links()).containsEntry("firewalld.service", "/dev/null");
  }

  private static void systemctl(Path root, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("systemctl", "--root=" + root, "-q"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private static SortedMap<String, String> links(Path etc) throws IOException {
    SortedMap<String, String> links = new TreeMap<>();
    if (Files.isDirectory(etc)) {
      try (Stream<Path> all = Files.walk(etc)) {
        for (Path file : all.filter(Files::isSymbolicLink).toList()) {
          String to = Files.readSymbolicLink(file).toString();
          links.put(etc.relativize(file).toString(), to.replaceFirst("^/lib/", "/usr/lib/"));
        }
      }
    }
    return links;
  }
}
