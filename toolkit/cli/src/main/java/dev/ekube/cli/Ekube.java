package dev.ekube.cli;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.shell.CompletionScript;
import dev.ekube.cli.verb.InitVerb;
import dev.ekube.cli.verb.TimelineVerb;
import dev.ekube.cli.verb.WaitVerb;
import dev.ekube.plan.Part;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The whole command: finds the verb, runs it, and turns what it throws into an exit code. */
public final class Ekube {
  private final Terminal terminal;

  public Ekube(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "ekube",
      mixinStandardHelpOptions = true,
      versionProvider = VersionProvider.class,
      synopsisSubcommandLabel = "VERB",
      description = {
        "Turns one cluster.yaml into a highly available Kubernetes cluster on nodes that Warewulf"
            + " boots into RAM.",
        ""
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  ekube init                           write a first cluster.yaml, asking questions",
        "  ekube validate                       say everything that is wrong with ./cluster.yaml",
        "  ekube plan                           show what apply would change",
        "  ekube apply                          change it, after asking",
        "  ekube apply --sandbox /tmp/try --yes examples/quickstart/cluster.yaml"
      })
  private static final class Root {}

  /** Answers {@code --version} among other options. */
  static final class VersionProvider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.line()};
    }
  }

  /** Runs the arguments; returns the exit code. */
  public int run(String... arguments) {
    CommandLine line = commandLine(verbOf(arguments));
    if (arguments.length == 0) {
      line.usage(terminal.err());
      return ExitCode.BAD_INPUT.code();
    }
    return line.execute(arguments);
  }

  /** The full command tree, as help and completion show it. */
  public CommandLine commandLine() {
    return commandLine(List.of(Verbs.values()));
  }

  private static List<Verbs> verbOf(String[] arguments) {
    // Only the verb at hand is built: picocli reads annotations by reflection, which costs more
    // than most verbs take to run.
    if (arguments.length > 0) {
      for (Verbs verb : Verbs.values()) {
        if (verb.word().equals(arguments[0])) {
          return List.of(verb);
        }
      }
    }
    return Arrays.asList(Verbs.values());
  }

  private CommandLine commandLine(List<Verbs> verbs) {
    CommandLine line = new CommandLine(new Root());
    for (Verbs verb : verbs) {
      add(line, verb.word(), verb.create(terminal));
    }
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(100);
    line.setParameterExceptionHandler(new UsageErrors(terminal));
    line.setExecutionExceptionHandler((e, command, parse) -> report(e));
    UsageErrors.readWords(line, Part.class);
    UsageErrors.readWords(line, Options.Format.class);
    UsageErrors.readWords(line, TimelineVerb.Form.class);
    UsageErrors.readWords(line, CompletionScript.Shell.class);
    UsageErrors.readWords(line, WaitVerb.Until.class);
    Values.register(line);
    line.getSubcommands().values().forEach(sub -> complete(sub.getCommandSpec()));
    describeExitCodes(line.getCommandSpec());
    return line;
  }

  private static void add(CommandLine parent, String word, Callable<Integer> verb) {
    CommandLine line = new CommandLine(verb);
    if (verb instanceof VerbGroup group) {
      group.parts().forEach((part, action) -> add(line, part, action));
    }
    parent.addSubcommand(word, line);
  }

  private static void complete(CommandSpec verb) {
    verb.subcommands().values().forEach(part -> complete(part.getCommandSpec()));
    verb.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    if (verb.userObject() instanceof InitVerb) {
      InitVerb.addFlags(verb);
    }
    describeExitCodes(verb);
  }

  private static void describeExitCodes(CommandSpec spec) {
    spec.usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes())
        .showDefaultValues(false);
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (String line : ExitCode.helpLines()) {
      int colon = line.indexOf(':');
      codes.put(line.substring(0, colon), line.substring(colon + 1));
    }
    return codes;
  }

  private int report(Exception failure) {
    if (failure instanceof PortException e) {
      terminal.err().println("ekube: " + e.getMessage() + "; next: " + e.hint());
      return ExitCode.of(e).code();
    }
    if (failure instanceof Refusal e) {
      e.tell(terminal);
      return e.exitCode().code();
    }
    terminal.err().println("ekube: internal error: " + failure);
    if (System.getenv("EKUBE_DEBUG") != null) {
      for (StackTraceElement frame : failure.getStackTrace()) {
        terminal.err().println("  at " + frame);
      }
    } else {
      terminal.err().println("  set EKUBE_DEBUG=1 to see where it happened, and please report it");
    }
    return ExitCode.FAILED.code();
  }
}
