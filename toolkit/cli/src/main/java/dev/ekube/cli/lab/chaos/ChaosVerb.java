package dev.ekube.cli.lab.chaos;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Lifetime;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.lab.LabChoice;
import dev.ekube.cli.lab.LabMaking;
import dev.ekube.cli.lab.LabSite;
import dev.ekube.cli.lab.Relaunch;
import dev.ekube.cli.output.Json;
import dev.ekube.lab.chaos.ChaosCase;
import dev.ekube.lab.chaos.ChaosPlan;
import dev.ekube.lab.chaos.Hands;
import dev.ekube.lab.chaos.Layout;
import dev.ekube.lab.chaos.Round;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.manager.outside.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ekube lab chaos}: what can happen to a cluster happens to a lab. */
@Command(
    name = "chaos",
    description = {
      "Cuts power, cables and processes of a lab that is up, by a plan that follows from a seed,",
      "while a writer counts acknowledged writes and a probe counts the seconds without an API.",
      "After every round the cluster has to be whole again, with all that its rules promise.",
      "With FILE a lab that does not run is made first, and removed at the end."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube lab chaos --minutes 10 --seed 7",
      "  ekube lab chaos --case two-of-three,leader+manager-down",
      "  ekube lab chaos --case all examples/lab/cluster.yaml",
      "  ekube lab chaos --minutes 5 --dry-run"
    })
public final class ChaosVerb implements Callable<Integer> {
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final String ALL = "all";
  private static final String CLOCK =
      "clock: not tried here, because containers share the host's clock; `ekube simulate` does";

  private final Terminal terminal;
  private final Supplier<Engine> engine;

  @Mixin private ClusterArgument argument;
  @Mixin private LabChoice choice;
  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the plan follows from (default: 1).")
  private long seed = 1;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "No round begins later than that (default: 10; with --case no limit).")
  private Optional<Integer> minutes = Optional.empty();

  @Option(
      names = "--case",
      paramLabel = "NAME",
      split = ",",
      description = {
        "These cases instead of rounds of all kinds; NAME+manager-down with the manager down",
        "meanwhile; all: every case."
      })
  private List<String> cases = List.of();

  @Option(
      names = "--manager-down",
      description = "Every case with the manager down meanwhile, where that is possible.")
  private boolean managerDown;

  @Option(names = "--list", description = "Say which cases there are, and do nothing.")
  private boolean list;

  @Option(names = "--dry-run", description = "Print the plan, and do nothing.")
  private boolean dry;

  @Option(names = "--hold", description = "Keep a lab that was made for this.")
  private boolean hold;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Lifetime.class,
      description = "When a round counts as never healed (default: 5m).")
  private Duration limit = Duration.ofMinutes(5);

  @Option(
      names = "--logs",
      paramLabel = "DIR",
      description = "Where the logs of failed and slow rounds go (default: ./chaos).")
  private Path logs = Path.of("chaos");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description = "Form of the result on stdout (default: text).")
  private Options.Format output = Options.Format.TEXT;

  public ChaosVerb(Terminal terminal, Supplier<Engine> engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      for (ChaosCase one : ChaosCase.values()) {
        terminal.out().printf("%-14s  %s%n", one.title(), one.words());
      }
      terminal.out().println(CLOCK);
      return ExitCode.DONE.code();
    }
    refuseUnknown();
    try (Engine running = engine.get()) {
      return (argument.isNamed() ? onOwnLab(running) : on(choice.folder(), running)).code();
    }
  }

  private ExitCode on(LabFolder folder, Engine running) {
    LabSite site = LabSite.open(folder, running);
    ChaosPlan plan = plan(Layout.of(site.cluster()));
    if (dry) {
      plan.lines().forEach(terminal.out()::println);
      return ExitCode.DONE;
    }
    return run(site, plan);
  }

  private ExitCode onOwnLab(Engine running) throws IOException {
    LabFolder folder = choice.of(LabMaking.name(argument));
    boolean made = !folder.exists();
    String at = folder.root().toString();
    Relaunch.run(List.of("lab", "up", "--dir", at, argument.file().toString()));
    try {
      return on(folder, running);
    } finally {
      if (made && !hold) {
        Relaunch.run(List.of("lab", "down", "--dir", at));
      }
    }
  }

  private void refuseUnknown() {
    Optional<String> unknown =
        cases.stream()
            .filter(name -> !name.equals(ALL) && ChaosPlan.named(name).isEmpty())
            .findFirst();
    if (unknown.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no case '" + unknown.get() + "'; `ekube lab chaos --list` names them");
    }
    if (minutes.orElse(1) < 1) {
      throw new ParameterException(spec.commandLine(), "--minutes is above zero");
    }
  }

  private ChaosPlan plan(Layout layout) {
    if (cases.isEmpty()) {
      return ChaosPlan.walk(layout, seed, minutes.orElse(10));
    }
    List<String> names =
        cases.contains(ALL) ? Stream.of(ChaosCase.values()).map(ChaosCase::title).toList() : cases;
    return ChaosPlan.cases(layout, seed, names, managerDown);
  }

  private ExitCode run(LabSite site, ChaosPlan plan) {
    Layout layout = Layout.of(site.cluster());
    Eyes eyes = new Eyes(site);
    Hands hands = new Hands(site.lab(), site.process(), eyes, System::nanoTime);
    Thread undo = new Thread(hands::restore);
    Runtime.getRuntime().addShutdownHook(undo);
    String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    try (ApiClient api = site.api(false, CALL);
        Load load = new Load(site, run)) {
      Healing healing = new Healing(site, layout, eyes, api, load.writes());
      Inspection inspection = new Inspection(site, layout, api);
      Trial trial = new Trial(layout, hands, eyes, load, healing, inspection, limit);
      Findings findings = rounds(site, plan, trial);
      Runtime.getRuntime().removeShutdownHook(undo);
      hands.restore();
      switch (output) {
        case TEXT -> findings.lines().forEach(terminal.out()::println);
        case JSON -> terminal.out().println(Json.text(findings.json()));
      }
      return findings.held() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private Findings rounds(LabSite site, ChaosPlan plan, Trial trial) {
    trial
        .begin()
        .ifPresent(
            what -> {
              throw PortException.precondition(
                  "tried to begin but the lab is not whole: " + what,
                  "look at it: ekube lab status");
            });
    long began = System.nanoTime();
    long end = minutes.map(m -> Duration.ofMinutes(m).toNanos()).orElse(Long.MAX_VALUE);
    List<Result> results = new ArrayList<>();
    for (Round round : plan.rounds()) {
      if (System.nanoTime() - began >= end) {
        break;
      }
      terminal.err().printf("%d  %s: %s%n", results.size() + 1, round.name(), round.what());
      long since = System.nanoTime();
      Result result =
          trial.run(
              round,
              words ->
                  terminal
                      .err()
                      .printf(
                          Locale.ROOT, "%8.1f s  %s%n", (System.nanoTime() - since) / 1e9, words));
      results.add(result);
      write(new Findings(plan, results));
      terminal.err().println("   " + Findings.row(result));
      result.faults().forEach(fault -> terminal.err().println("   " + fault));
      if (!result.held() || result.isSlow()) {
        String name = "%02d-%s".formatted(results.size(), round.name());
        terminal.err().println("   logs: " + new Evidence(site, logs).save(name));
      }
      if (result.healed().isEmpty()) {
        // Whatever came after it would be its doing.
        break;
      }
    }
    return new Findings(plan, results);
  }

  private void write(Findings findings) {
    try {
      Files.createDirectories(logs);
      Files.writeString(logs.resolve("result.json"), Json.text(findings.json()) + "\n");
    } catch (IOException e) {
      throw Evidence.failed(logs, e);
    }
  }
}
