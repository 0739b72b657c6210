package dev.ekube.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.Terminal;
import dev.ekube.lab.engine.Containers.State;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.engine.FakeEngine;
import dev.ekube.lab.engine.Networks;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.lab.plan.LabNames;
import dev.ekube.model.Cidr;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The verbs of a lab against an engine in memory, and without any engine. */
class LabVerbsTest {
  @TempDir Path folder;
  private final FakeEngine engine = new FakeEngine();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Callable<Integer> verb(Supplier<Engine> found, String... words) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Terminal terminal =
        Terminal.ofStreams(new ByteArrayInputStream(new byte[0]), stream, stream, false);
    Callable<Integer> verb = new LabVerb(terminal, found).parts().get(words[0]);
    CommandLine line = new CommandLine(verb);
    line.registerConverter(NodeName.class, NodeName::new);
    line.parseArgs(List.of(words).subList(1, words.length).toArray(String[]::new));
    return verb;
  }

  /** A lab whose `up` got as far as its record. */
  private LabFolder made(String name) {
    LabFolder lab = new LabFolder(folder.resolve(name));
    lab.create();
    new LabRecord(
            new ClusterName(name),
            Copies.sorted(Map.of(Role.CONTROL, "c:1", Role.WORKER, "w:1")),
            OptionalDouble.of(0.5))
        .write(lab);
    return lab;
  }

  @Test
  void everyVerbSaysThatThereIsNoEngine() throws Exception {
    Path cluster = Path.of(System.getProperty("ekube.root"), "examples/lab/cluster.yaml");
    String dir = made("demo").root().toString();
    Supplier<Engine> none =
        () -> {
          throw PortException.precondition("tried to find an engine but there is none", "get one");
        };
    List<String[]> all =
        List.of(
            new String[] {"up", "--dir", dir, cluster.toString()},
            new String[] {"down", "--dir", dir},
            new String[] {"status", "--dir", dir},
            new String[] {"reboot", "--dir", dir, "control0"},
            new String[] {"kill", "--dir", dir, "control0"},
            new String[] {"exec", "--dir", dir, "control0", "--", "true"},
            new String[] {"logs", "--dir", dir, "control0"},
            new String[] {"chaos", "--dir", dir});

    for (String[] words : all) {
      assertThatThrownBy(() -> verb(none, words).call())
          .as(words[0])
          .isInstanceOf(PortException.class)
          .hasMessage("tried to find an engine but there is none");
    }
  }

  @Test
  void whatACutRunLeftIsRemoved() throws Exception {
    LabFolder lab = made("demo");
    engine.put("a", Map.of(LabNames.LAB, "demo"), State.RUNNING);
    engine.put("b", Map.of(LabNames.LAB, "other"), State.RUNNING);

    int code = verb(() -> engine, "down", "--dir", lab.root().toString()).call();

    assertThat(code).isZero();
    assertThat(engine.containers).containsOnlyKeys("b");
    assertThat(lab.root()).doesNotExist();
  }

  @Test
  void aLabWhoseFolderIsGoneIsRemovedByItsName() throws Exception {
    Map<String, String> labels =
        Map.of(LabNames.LAB, "lost", LabNames.FOLDER, folder.resolve("lost").toString());
    engine.put("a", labels, State.ENDED);
    engine.networks.put(
        "n",
        new Networks.Found("n", Optional.of(Cidr.parse("10.0.0.0/24")), Copies.sorted(labels)));

    int code = verb(() -> engine, "down", "--lab", "lost").call();

    assertThat(code).isZero();
    assertThat(engine.containers).isEmpty();
    assertThat(engine.networks).isEmpty();
  }

  @Test
  void aLabWhoseUpWasCutSaysHowToGoOn() {
    String dir = made("demo").root().toString();

    assertThatThrownBy(() -> verb(() -> engine, "status", "--dir", dir).call())
        .isInstanceOfSatisfying(
            PortException.class,
            e -> {
              assertThat(e.isPrecondition()).isTrue();
              assertThat(e.hint()).contains("run it again", "ekube lab down");
            });
  }

  @Test
  void aLabThatIsNotThereSaysHowToMakeOne() {
    String dir = folder.resolve("none").toString();

    assertThatThrownBy(() -> verb(() -> engine, "reboot", "--dir", dir, "control0").call())
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.hint()).contains("ekube lab up"));
  }

  @Test
  void aNameThatRunsFromAnotherFolderIsRefused() {
    Path cluster = Path.of(System.getProperty("ekube.root"), "examples/lab/cluster.yaml");
    engine.put("a", Map.of(LabNames.LAB, "lab", LabNames.FOLDER, "/elsewhere"), State.RUNNING);
    String dir = folder.resolve("lab").toString();

    assertThatThrownBy(() -> verb(() -> engine, "up", "--dir", dir, cluster.toString()).call())
        .hasMessageContaining("runs from /elsewhere");
    assertThat(folder.resolve("lab")).doesNotExist();
  }

  @Test
  void anImageThatIsNeitherFileNorInTheEngineIsRefused() {
    Path cluster = Path.of(System.getProperty("ekube.root"), "examples/lab/cluster.yaml");
    String dir = folder.resolve("lab").toString();

    assertThatThrownBy(
            () ->
                verb(() -> engine, "up", "--dir", dir, "--image", "base=no:1", cluster.toString())
                    .call())
        .hasMessageContaining("tried to take the image no:1");
  }

  @Test
  void anImagesTarIsLoadedOnceByItsDigest() throws Exception {
    Path tar = Files.writeString(folder.resolve("root.tar"), "tar");
    Terminal terminal =
        Terminal.ofStreams(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out),
            new PrintStream(out),
            false);
    Map<String, String> named = Map.of("base", tar.toString(), "control", tar.toString());

    var first = new LabImages(engine, terminal).ensure(named, TreeMap::new);
    var second = new LabImages(engine, terminal).ensure(named, TreeMap::new);

    assertThat(second).isEqualTo(first);
    assertThat(engine.images).hasSize(2).allMatch(image -> image.startsWith("ekube-lab/"));
  }

  @Test
  void theCasesOfChaosAreListedWithoutALab() throws Exception {
    int code = verb(() -> engine, "chaos", "--list").call();

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("two-of-three", "agent-stages", "clock: not tried here");
  }

  @Test
  void aCaseThatIsNotThereIsRefusedByItsName() {
    assertThatThrownBy(() -> verb(() -> engine, "chaos", "--case", "leader,no-such").call())
        .isInstanceOf(CommandLine.ParameterException.class)
        .hasMessageContaining("there is no case 'no-such'");
    assertThat(engine.calls).isEmpty();
  }

  @Test
  void theRecordIsReadAsItWasWritten() {
    LabFolder lab = made("demo");

    LabRecord record = LabRecord.read(lab);

    assertThat(record.cpus()).hasValue(0.5);
    assertThat(record.images().get(Role.WORKER)).isEqualTo("w:1");
    assertThat(record.name()).hasToString("demo");
  }
}
