package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.render.GoldenTree;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills whole processes of {@code ekube apply} at random moments; the run after each ends where an
 * uncut one ends. lab/kill-apply does the same, longer, with real Warewulf.
 */
class KillTest {
  private static final int KILLS = 15;

  /** Made once with random keys, and an empty journal with them: both sites start from the same. */
  private static final List<String> MADE_ONCE =
      List.of(
          "var/lib/ekube/clusters/demo/pki",
          "var/lib/ekube/clusters/demo/pki.made",
          "var/lib/ekube/clusters/demo/arbiter");

  private static final long SEED = 20_260_131;

  @TempDir Path folder;

  private final List<Path> sites = new ArrayList<>();

  /** The quick start, and the same with another VIP and one worker less. */
  @BeforeEach
  void writeSites() throws Exception {
    Path example = GoldenTree.root().resolve("examples/quickstart/cluster.yaml");
    String text = Files.readString(example);
    String other =
        text.replace("10.0.0.99", "10.0.0.98")
            .replaceFirst(
                "\\{range: .*}",
                "{name: worker0, role: worker, mac: \"52:54:00:00:01:00\", address: 10.0.0.100}");
    assertThat(other).contains("name: worker0", "10.0.0.98");
    Path macs = example.resolveSibling("workers.txt");
    Files.copy(macs, folder.resolve(macs.getFileName()));
    sites.add(Files.writeString(folder.resolve("first.yaml"), text));
    sites.add(Files.writeString(folder.resolve("second.yaml"), other));
  }

  @Test
  void whateverIsKilledTheNextRunEndsWhereAnUncutOneEnds() throws Exception {
    List<SortedMap<String, String>> uncut = new ArrayList<>();
    Path calm = folder.resolve("calm");
    apply(calm, sites.get(1));
    long start = System.nanoTime();
    Process whole = start(calm, sites.get(0));
    assertThat(whole.waitFor()).isZero();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    uncut.add(tree(calm));
    apply(calm, sites.get(1));
    uncut.add(tree(calm));

    Path killed = folder.resolve("killed");
    run("plan", "--sandbox", killed.toString(), sites.get(1).toString());
    for (String path : MADE_ONCE) {
      copy(calm.resolve(path), killed.resolve(path));
    }
    apply(killed, sites.get(1));
    Random random = new Random(SEED);
    for (int i = 0; i < KILLS; i++) {
      int site = i % 2;
      Process child = start(killed, sites.get(site));
      long delay = (long) (millis * (0.25 + 0.75 * random.nextDouble()));
      if (!child.waitFor(delay, TimeUnit.MILLISECONDS)) {
        child.destroyForcibly().waitFor();
      }
      apply(killed, sites.get(site));
      assertThat(tree(killed)).as("kill %d after %d ms", i, delay).isEqualTo(uncut.get(site));
      assertThat(apply(killed, sites.get(site))).contains("no changes");
    }
  }

  /** Authorities are made of random keys, so the two share theirs; agents are told of them. */
  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path copied = to.resolve(from.relativize(path).toString());
        Files.createDirectories(
            copied.getParent(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(path, copied, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static Process start(Path sandbox, Path site) throws Exception {
    return Child.start(
        "",
        sandbox.resolveSibling("said").toFile(),
        "apply",
        "--yes",
        "--sandbox",
        sandbox.toString(),
        site.toString());
  }

  private static String apply(Path sandbox, Path site) {
    return run("apply", "--yes", "--sandbox", sandbox.toString(), site.toString());
  }

  private static String run(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    Terminal terminal = Terminal.ofStreams(InputStream.nullInputStream(), stream, stream, false);
    int code = new Ekube(terminal).run(arguments);
    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(code).as(text).isZero();
    return text;
  }

  /** Names and modes of all, and content where no time stands in it. */
  private static SortedMap<String, String> tree(Path sandbox) throws Exception {
    SortedMap<String, String> found = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(sandbox)) {
      for (Path path : paths.toList()) {
        String name = sandbox.relativize(path).toString();
        if (name.matches(".*/(runs|history\\.git)/.*")) {
          continue;
        }
        String mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS).toString();
        boolean timed = name.matches(".*(\\.img|\\.gz|warewulf-probe\\.yaml)");
        boolean plain = Files.isRegularFile(path) && !Files.isSymbolicLink(path) && !timed;
        String content = plain ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
        found.put(name, mode + " " + content.replace(sandbox.toString(), "SANDBOX"));
      }
    }
    return found;
  }
}
