package dev.ekube.cli.verb;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Json;
import dev.ekube.cli.output.SimulationOutput;
import dev.ekube.sim.run.Outcome;
import dev.ekube.sim.run.Seeds;
import dev.ekube.sim.run.Shape;
import dev.ekube.sim.run.Simulation;
import dev.ekube.sim.run.Story;
import dev.ekube.sim.world.Brains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ekube simulate}: forms and heals clusters in a world of its own, with faults by seed. */
@Command(
    name = "simulate",
    description = {
      "Forms and heals clusters in virtual time, with faults chosen by seed, and holds every",
      "rule of safety after every event. Nothing outside this process is touched."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube simulate --seeds 1000-1999",
      "  ekube simulate --seed 1042 --nodes 3+2",
      "  ekube simulate --story lost-quorum.txt",
      "",
      "docs/simulator.md says how to read a trace and how to write a story."
    })
public final class SimulateVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Options options;
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private What what;

  @Option(
      names = "--nodes",
      paramLabel = "C+W",
      description = "Control nodes and workers (default: chosen by the seed).")
  private Optional<String> nodes = Optional.empty();

  /** What is to be run: exactly one of them. */
  static final class What {
    @Option(
        names = "--seeds",
        paramLabel = "A-B",
        description = "Run these seeds, and tell which of them broke a rule.")
    private Optional<String> seeds = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Run one seed and print its trace.")
    private Optional<Long> seed = Optional.empty();

    @Option(
        names = "--story",
        paramLabel = "FILE",
        description = "Run the commands of a story and print the trace.")
    private Optional<Path> story = Optional.empty();
  }

  public SimulateVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Shape> shape = nodes.map(text -> parsed(() -> Shape.parse(text)));
    if (what.story.isPresent()) {
      return story(what.story.get()).code();
    }
    if (what.seed.isPresent()) {
      return replay(what.seed.get(), shape).code();
    }
    return range(parsed(() -> Seeds.parse(what.seeds.orElseThrow())), shape).code();
  }

  private <T> T parsed(java.util.function.Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ExitCode story(Path file) throws IOException {
    Story.Ending ending = Story.run(Files.readString(file), 1, Brains.REAL);
    ending.trace().forEach(terminal.out()::println);
    ending.trouble().ifPresent(terminal.err()::println);
    return ending.trouble().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private ExitCode replay(long seed, Optional<Shape> shape) {
    Outcome outcome = Simulation.run(seed, shape, Brains.REAL);
    if (options.json()) {
      terminal.out().println(Json.text(SimulationOutput.json(List.of(outcome))));
    } else {
      outcome.trace().forEach(terminal.out()::println);
      terminal.err().println(SimulationOutput.line(outcome));
    }
    return outcome.held() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Seeds share nothing, so they run on every processor; the result is in their order. */
  private ExitCode range(Seeds seeds, Optional<Shape> shape) {
    SimulationOutput output = new SimulationOutput(terminal, seeds.count());
    List<Outcome> outcomes =
        seeds.stream()
            .parallel()
            .mapToObj(seed -> output.done(Simulation.run(seed, shape, Brains.REAL)))
            .toList();
    output.ended();
    if (options.json()) {
      terminal.out().println(Json.text(SimulationOutput.json(outcomes)));
    } else {
      SimulationOutput.summary(outcomes, nodes).forEach(terminal.out()::println);
    }
    return outcomes.stream().allMatch(Outcome::held) ? ExitCode.DONE : ExitCode.FAILED;
  }
}
