package dev.ekube.cli.verb;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.Refusal;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.manager.WarewulfProposal;
import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.init.InitAnswers;
import dev.ekube.spec.init.InitQuestion;
import dev.ekube.spec.init.InitQuestions;
import dev.ekube.spec.init.InitText;
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
      "  ekube init --control 'cp1,52:54:00:00:00:10,10.0.0.1' --vip 10.0.0.99 -"
    })
public final class InitVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Options options;
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
    Optional<WarewulfProposal> proposal =
        fromWarewulf
            ? Optional.of(WarewulfProposal.of(Manager.of(options), controlNodes))
            : Optional.empty();
    proposal.ifPresent(p -> p.answers().forEach(given::putIfAbsent));
    boolean asksNodes = proposal.isEmpty();
    for (InitQuestion question : InitQuestions.ALL) {
      boolean isNodes = question.key().equals("control") || question.key().equals("worker");
      if (!isNodes || asksNodes) {
        answer(question, given);
      }
    }
    InitAnswers answers = answers(given, proposal);
    write(InitText.write(answers));
    proposal.ifPresent(p -> p.remarks().forEach(remark -> terminal.err().println(remark)));
    return ExitCode.DONE.code();
  }

  private static InitAnswers answers(
      Map<String, String> given, Optional<WarewulfProposal> proposal) {
    return proposal
        .map(p -> InitQuestions.answers(given).withNodes(p.nodes()))
        .orElseGet(() -> InitQuestions.answers(given));
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

  private void answer(InitQuestion question, Map<String, String> given) {
    if (given.containsKey(question.key())) {
      return;
    }
    Optional<String> proposal = question.proposal().apply(given);
    if (!terminal.asks()) {
      given.put(question.key(), proposal.orElseThrow(() -> unanswered(question)));
      return;
    }
    String hint = proposal.filter(p -> !p.isEmpty()).map(p -> " [" + p + "]").orElse("");
    while (true) {
      String typed =
          terminal.ask(question.prompt() + hint + ": ").orElseThrow(() -> unanswered(question));
      String text = typed.isBlank() ? proposal.orElse("") : typed.strip();
      Optional<String> complaint = question.complaint().apply(text);
      if (complaint.isEmpty()) {
        given.put(question.key(), text);
        return;
      }
      terminal.err().println("  " + complaint.get());
    }
  }

  private static Refusal unanswered(InitQuestion question) {
    return new Refusal(
        List.of(
            new Problem(
                Problem.Severity.ERROR,
                "no-answer",
                Span.whole("--" + question.key()),
                "nothing answers: " + question.prompt(),
                "say --" + question.key() + " TEXT")),
        ExitCode.BAD_INPUT);
  }

  private void refuseExisting() {
    if (!file.equals("-") && Files.exists(Path.of(file))) {
      throw existing(file);
    }
  }

  private static Refusal existing(String file) {
    return new Refusal(
        List.of(
            new Problem(
                Problem.Severity.ERROR,
                "file-exists",
                Span.whole(file),
                "it exists already and is left as it is",
                "name another file, or - for stdout")),
        ExitCode.BAD_INPUT);
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
          "tried to write " + file + " but " + e, "choose a folder that you may write", e);
    }
  }
}
