package dev.ekube.sandbox;

import dev.ekube.adapters.warewulf.Wwctl;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Behaves like wwctl of one version, as far as ekube uses it, on the private root that the given
 * warewulf.conf describes. It needs no root, no cpio, no daemon, and touches nothing outside. The
 * contract suite in this room's tests holds it to the real program.
 */
public final class StandInWwctl implements Wwctl {
  private final WarewulfVersion version;
  private final TemplateRenderer renderer;
  private final boolean cpio;

  /** Behaves like a wwctl that finds all that it needs. */
  public StandInWwctl(WarewulfVersion version) {
    this(version, new SubsetRenderer(), true);
  }

  /**
   * As in a test of what goes wrong.
   *
   * @param cpio false for a manager without the cpio program
   */
  StandInWwctl(WarewulfVersion version, TemplateRenderer renderer, boolean cpio) {
    this.version = version;
    this.renderer = renderer;
    this.cpio = cpio;
  }

  @Override
  public String identity() {
    return "stand-in for wwctl " + version.text();
  }

  @Override
  public Result run(Call call) {
    long start = System.nanoTime();
    StandInRun run = new StandInRun();
    int exitCode = 0;
    try {
      dispatch(call, run);
    } catch (StandInFailure e) {
      exitCode = e.exitCode();
      run.error("ERROR: " + e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      throw PortException.failed(
          "tried to run the stand-in for %s but %s".formatted(call.commandLine(), e),
          "check space and permissions of the sandbox folder",
          e);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Result(exitCode, run.output(), run.errors(), took);
  }

  private void dispatch(Call call, StandInRun run) throws IOException {
    List<String> words = call.arguments();
    StandInRoot root = StandInRoot.open(version, call.configuration());
    String command = String.join(" ", words.subList(0, Math.min(2, words.size())));
    List<String> rest = words.subList(Math.min(2, words.size()), words.size());
    switch (command) {
      case "version" -> run.say("wwctl version:\t " + version.text() + "-1");
      case "genconfig warewulfconf" -> run.say(root.merged());
      case "node import" -> importNodes(root, rest, call.input(), run);
      case "node delete" -> delete(root, rest, run);
      case "overlay build" -> overlays(root, rest, run);
      case "container build" -> new StandInImages(version, root, run).build(rest);
      case "power cycle" -> power(root, rest, run);
      default -> throw new StandInFailure(255, "the stand-in does not know: wwctl " + command);
    }
  }

  private void importNodes(StandInRoot root, List<String> words, String input, StandInRun run)
      throws IOException {
    List<String> files = new ArrayList<>(words);
    boolean yes = files.removeIf(word -> word.equals("-y") || word.equals("--yes"));
    if (yes && version.isOld()) {
      throw new StandInFailure(255, "unknown flag: --yes");
    }
    Path file = Path.of(files.getFirst());
    if (!Files.isReadable(file)) {
      throw new StandInFailure(
          version.isOld() ? 1 : 255,
          "could not open file: open %s: no such file or directory".formatted(file));
    }
    NodeSchema schema = new NodeSchema(version);
    Map<String, Object> given;
    try {
      given = Texts.load(Files.readString(file));
      given.values().forEach(schema::node);
    } catch (YamlEngineException | StandInFailure e) {
      if (version.isOld()) {
        run.error("ERROR  : Could not parse import file");
        return;
      }
      throw new StandInFailure(255, "could not parse import file: yaml: " + e.getMessage());
    }
    if (!yes) {
      run.say("? Are you sure you want to modify %d nodes? [y/N]".formatted(given.size()));
    }
    if (yes || input.equals("y\n")) {
      change(root, nodes -> given.forEach(nodes::put));
    }
  }

  private void change(StandInRoot root, Consumer<StandInNodes> change) {
    StandInNodes nodes = StandInNodes.read(version, root.nodesConf());
    change.accept(nodes);
    nodes.persist();
  }

  private void delete(StandInRoot root, List<String> words, StandInRun run) {
    StandInNodes nodes = StandInNodes.read(version, root.nodesConf());
    List<String> names = words.stream().filter(word -> !word.equals("-y")).toList();
    names.stream()
        .filter(name -> !nodes.has(name))
        .forEach(name -> run.error("ERROR: No match for node: " + name));
    if (names.stream().noneMatch(nodes::has)) {
      run.say("No nodes found");
      return;
    }
    names.forEach(nodes::delete);
    nodes.persist();
  }

  private void overlays(StandInRoot root, List<String> names, StandInRun run) {
    StandInNodes nodes = StandInNodes.read(version, root.nodesConf());
    if (!names.stream().allMatch(nodes::has)) {
      throw new StandInFailure(
          255, version.isOld() ? "Failed to find nodes" : "failed to find nodes");
    }
    StandInOverlays build = new StandInOverlays(version, root, renderer, cpio, run);
    List<String> all = names.isEmpty() ? nodes.names() : names;
    build.build(all.stream().map(nodes::effective).toList());
  }

  private void power(StandInRoot root, List<String> names, StandInRun run) {
    StandInNodes nodes = StandInNodes.read(version, root.nodesConf());
    List<String> found = names.stream().filter(nodes::has).toList();
    if (found.isEmpty()) {
      throw new StandInFailure(version.isOld() ? 1 : 255, "no nodes found");
    }
    for (String name : found) {
      EffectiveNode node = nodes.effective(name);
      if (version.isOld() && node.ipmiAddress().isEmpty()) {
        run.error("ERROR  : " + name + ": No IPMI IP address");
      } else if (version.isOld() || (node.hasIpmiTemplate() && !node.ipmiAddress().isEmpty())) {
        run.say(name + ": Chassis Power Control: Cycle (stand-in, no IPMI)");
      } else if (node.hasIpmi()) {
        run.error("ERROR  : <nil>: ");
        throw new StandInFailure(255, "no bmc template specified, or no address");
      } else {
        throw new StandInFailure(2, "panic: runtime error: invalid memory address");
      }
    }
  }
}
