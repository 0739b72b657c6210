package dev.ekube.cli.bench;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Lifetime;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.lab.LabEngine;
import dev.ekube.cli.lab.LabSite;
import dev.ekube.lab.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ekube bench}: how long forming takes, beside contenders in the same run. */
@Command(
    name = "bench",
    description = {
      "Forms the cluster of a cluster.yaml again and again in the lab, with contenders in turn.",
      "Every node gets the same slice of processor, and the clock starts when all agents, or the",
      "contender's command, start on nodes that have booted. Writes rounds.csv, summary.txt and",
      "plots."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube bench examples/lab/cluster.yaml",
      "  ekube bench --rounds 20 --contender ekube examples/lab/cluster.yaml",
      "  ekube bench --command mine=./form-it.sh examples/lab/cluster.yaml",
      "",
      "docs/benchmarks.md says what a contender's command is told."
    })
public final class BenchVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private ClusterArgument argument;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of each contender (default: 3).")
  private int rounds = 3;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      description = "Processors that each node may use (default: 0.38).")
  private double cpus = 0.38;

  @Option(
      names = "--contender",
      paramLabel = "NAME",
      split = ",",
      description = "ekube, kubeadm or both (default: ekube,kubeadm).")
  private List<String> names = List.of(Contender.OWN, Contender.KUBEADM);

  @Option(
      names = "--command",
      paramLabel = "NAME=COMMAND",
      description = "Another contender: what a shell of this machine runs to form the cluster.")
  private Map<String, String> commands = new LinkedHashMap<>();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Lifetime.class,
      description = "When a round counts as failed (default: 5m).")
  private Duration limit = Duration.ofMinutes(5);

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the results go (default: ./bench).")
  private Path output = Path.of("bench");

  public BenchVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (rounds < 1 || cpus <= 0) {
      throw new ParameterException(spec.commandLine(), "--rounds and --cpus are above zero");
    }
    List<Contender> contenders = contenders();
    List<Round> run = new ArrayList<>();
    try (Engine engine = LabEngine.ofMachine().get()) {
      Files.createDirectories(output);
      Path folder = Files.createTempDirectory("ekube-bench").resolve("lab");
      Stage stage = new Stage(argument.file(), folder, cpus);
      try {
        for (int number = 1; number <= rounds; number++) {
          for (Contender contender : contenders) {
            LabSite site = stage.set(engine);
            Round round =
                new Race(site, output, limit).run(contender, number, () -> stage.go(site));
            run.add(round);
            tell(round);
            write(new Report(run));
          }
        }
      } finally {
        stage.clear();
        Files.deleteIfExists(folder.getParent());
      }
      return finish(new Report(run)).code();
    } catch (IOException e) {
      throw PortException.failed(
          "tried to write the results to %s but %s".formatted(output, e.getMessage()),
          "name a folder that you may write with --output",
          e);
    }
  }

  private List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>();
    for (String name : names) {
      contenders.add(
          switch (name) {
            case Contender.OWN -> new Contender(name, Optional.empty());
            case Contender.KUBEADM -> new Contender(name, Optional.of(bundled()));
            default ->
                throw new ParameterException(
                    spec.commandLine(),
                    "there is no contender '"
                        + name
                        + "'; write ekube or kubeadm, or --command "
                        + name
                        + "=COMMAND");
          });
    }
    commands.forEach((name, command) -> contenders.add(new Contender(name, Optional.of(command))));
    return contenders;
  }

  /** The script that stands in the checkout. */
  private static String bundled() {
    Path script = Path.of(System.getProperty("ekube.home", "."), "lab/contenders/kubeadm");
    if (!Files.isExecutable(script)) {
      throw PortException.precondition(
          "tried to find the contender kubeadm but there is no " + script,
          "run ./ekube in a checkout, or give --contender ekube");
    }
    return "'" + script.toAbsolutePath() + "'";
  }

  private void tell(Round round) {
    String what =
        round.formed()
            ? String.format(
                Locale.ROOT,
                "API %.1f s, all Ready %.1f s, CoreDNS %.1f s",
                round.api().orElse(Double.NaN),
                round.ready().orElse(Double.NaN),
                round.dns().orElse(Double.NaN))
            : "formed no cluster; nodes Ready: " + round.nodes().keySet();
    terminal.err().printf("round %d, %s: %s%n", round.number(), round.contender(), what);
  }

  private void write(Report report) throws IOException {
    Files.writeString(output.resolve("rounds.csv"), report.csv());
    Files.write(output.resolve("summary.txt"), report.lines());
  }

  private ExitCode finish(Report report) throws IOException {
    report.lines().forEach(terminal.out()::println);
    terminal.out().println();
    terminal.out().println(output.resolve("rounds.csv"));
    terminal.out().println(output.resolve("summary.txt"));
    Plots.draw(report, output).forEach(terminal.out()::println);
    boolean all =
        report.contenders().stream()
            .flatMap(name -> report.of(name).stream())
            .allMatch(Round::formed);
    return all ? ExitCode.DONE : ExitCode.FAILED;
  }
}
