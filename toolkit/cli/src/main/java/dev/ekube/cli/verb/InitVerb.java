package dev.ekube.cli.verb;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Refusal;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.manager.OriginalFolder;
import dev.ekube.cli.manager.WarewulfProposal;
import dev.ekube.model.Problem;
import dev.ekube.model.Role;
import dev.ekube.model.Span;
import dev.ekube.spec.init.InitAnswers;
import dev.ekube.spec.init.InitNode;
import dev.ekube.spec.init.InitQuestion;
import dev.ekube.spec.init.InitQuestions;
import dev.ekube.spec.init.InitText;
import dev.ekube.spec.init.OriginalFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ekube init}: a first cluster.yaml. */
@Command(
    name = "init",
    description = {
      "Writes a first, commented cluster.yaml.",
      "What no flag answers is asked on a terminal; without one the proposal is taken. An existing",
      "file is never overwritten."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube init",
      "  ekube init --from-warewulf --control-nodes cp1,cp2,cp3 --vip 10.0.0.99 site.yaml",
      "  ekube init --from-original /srv/ephemeral-kubernetes",
      "  ekube init --control 'cp1,52:54:00:00:00:10,10.0.0.1' --vip 10.0.0.99 -"
    })
public final class InitVerb implements Callable<Integer> {
  /** More names than this are counted, not shown. */
  private static final int SHOWN = 12;

  private final Terminal terminal;

  @Mixin private PlaceOptions options;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "cluster.yaml",
      description = "Where to write (default: ./cluster.yaml); - means stdout.")
  private String file;

  @Option(
      names = "--from-warewulf",
      description = {"Take nodes, MACs and addresses from the", "nodes.conf of this manager."})
  private boolean fromWarewulf;

  @Option(
      names = "--control-nodes",
      split = ",",
      paramLabel = "NAME",
      description = {
        "Which of Warewulf's nodes are control nodes;",
        "otherwise guessed, and said so."
      })
  private Set<String> controlNodes = Set.of();

  @Option(
      names = "--from-original",
      paramLabel = "DIR",
      description = {
        "Take addresses, networks and nodes from the files of",
        "the shell scripts that ekube replaces (docs/moving.md)."
      })
  private Optional<Path> fromOriginal = Optional.empty();

  public InitVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  /** One flag for each question; called before the arguments are parsed. */
  public static void addFlags(CommandSpec spec) {
    for (InitQuestion question : InitQuestions.ALL) {
      spec.addOption(
          OptionSpec.builder("--" + question.key())
              .type(String.class)
              .paramLabel("TEXT")
              .description(question.prompt() + ".")
              .build());
    }
  }

  @Override
  public Integer call() {
    refuseExisting();
    Map<String, String> given = flags();
    fromOriginal.map(OriginalFolder::read).ifPresent(found -> take(found, given));
    Manager manager = Manager.of(options);
    Optional<WarewulfProposal> proposal =
        fromWarewulf ? Optional.of(proposal(manager)) : Optional.empty();
    proposal.ifPresent(p -> p.remarks().forEach(remark -> terminal.err().println(remark)));
    proposal.ifPresent(p -> p.answers().forEach(given::putIfAbsent));
    Interview interview = new Interview(terminal, questions(proposal), given);
    while (true) {
      String text = text(interview.answers(), proposal);
      List<Problem> errors = errors(text, manager);
      if (errors.isEmpty()) {
        write(text);
        return ExitCode.DONE.code();
      }
      if (!interview.mayAskAgain()) {
        throw new Refusal(errors, ExitCode.BAD_INPUT);
      }
      terminal.err().println("These answers do not fit together:");
      errors.forEach(e -> terminal.err().println("  " + e.message() + "; " + e.hint()));
      terminal.err().println("Once more, with your answers as proposals; Ctrl-C gives up.");
    }
  }

  private void take(OriginalFiles.Proposal found, Map<String, String> given) {
    found.remarks().forEach(remark -> terminal.err().println(remark));
    found.answers().forEach(given::putIfAbsent);
  }

  /** What Warewulf knows; whoever cannot be guessed is asked for. */
  private WarewulfProposal proposal(Manager manager) {
    WarewulfProposal proposal = WarewulfProposal.of(manager, controlNodes);
    if (proposal.nodes().stream().anyMatch(node -> node.role() == Role.CONTROL)) {
      return proposal;
    }
    if (proposal.nodes().isEmpty()) {
      proposal.remarks().forEach(remark -> terminal.err().println(remark));
      throw PortException.precondition(
          "tried to take nodes from Warewulf but it has none with a MAC and an address",
          "add them with `wwctl node add`, or leave out --from-warewulf");
    }
    List<String> names = proposal.nodes().stream().map(InitNode::name).toList();
    if (!terminal.asks()) {
      throw Interview.refusal(
          "no-answer",
          "--control-nodes",
          "none of Warewulf's nodes is known as a control node: " + shortened(names),
          "say --control-nodes NAME,NAME,NAME");
    }
    terminal.err().println("Warewulf knows: " + shortened(names));
    String typed =
        terminal
            .ask("Which are control nodes, with commas between: ")
            .orElseThrow(() -> new Refusal(List.of(), ExitCode.BAD_INPUT));
    controlNodes = Set.of(typed.strip().split("[,\\s]+"));
    return proposal(manager);
  }

  private static String shortened(List<String> names) {
    return names.size() <= SHOWN
        ? String.join(" ", names)
        : String.join(" ", names.subList(0, SHOWN)) + " and " + (names.size() - SHOWN) + " more";
  }

  /** Nodes that come from Warewulf are not asked for. */
  private static List<InitQuestion> questions(Optional<WarewulfProposal> proposal) {
    return InitQuestions.ALL.stream()
        .filter(q -> proposal.isEmpty() || !Set.of("control", "worker").contains(q.key()))
        .toList();
  }

  private static String text(Map<String, String> given, Optional<WarewulfProposal> proposal) {
    InitAnswers answers = InitQuestions.answers(given);
    return InitText.write(proposal.map(p -> answers.withNodes(p.nodes())).orElse(answers));
  }

  /** Answers may each be good and yet not fit together; their lines are nobody's to look up. */
  private List<Problem> errors(String text, Manager manager) {
    return ClusterFile.check(Path.of(file), text, manager).allProblems().stream()
        .filter(Problem::isError)
        .map(e -> new Problem(e.severity(), e.id(), Span.whole(file), e.message(), e.hint()))
        .toList();
  }

  private Map<String, String> flags() {
    Map<String, String> given = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (InitQuestion question : InitQuestions.ALL) {
      String value = spec.findOption("--" + question.key()).getValue();
      if (value != null) {
        given.put(question.key(), value);
        question.complaint().apply(value).ifPresent(c -> problems.add(bad(question, c)));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(problems, ExitCode.BAD_INPUT);
    }
    return given;
  }

  private static Problem bad(InitQuestion question, String complaint) {
    return new Problem(
        Problem.Severity.ERROR,
        "bad-answer",
        Span.whole("--" + question.key()),
        complaint,
        "see ekube init --help");
  }

  private void refuseExisting() {
    if (!file.equals("-") && Files.exists(Path.of(file))) {
      throw existing(file);
    }
  }

  private static Refusal existing(String file) {
    return Interview.refusal(
        "file-exists",
        file,
        "it exists already and is left as it is",
        "name another file, or - for stdout");
  }

  private void write(String text) {
    if (file.equals("-")) {
      terminal.out().print(text);
      return;
    }
    try {
      Files.writeString(Path.of(file), text, StandardOpenOption.CREATE_NEW);
      terminal.err().println("wrote " + file + "; next: ekube validate " + file);
    } catch (FileAlreadyExistsException e) {
      throw existing(file);
    } catch (IOException e) {
      throw PortException.failed(
          "tried to write " + file + " but " + Reason.of(e),
          "choose a folder that you may write",
          e);
    }
  }
}
