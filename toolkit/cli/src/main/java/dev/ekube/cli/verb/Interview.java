package dev.ekube.cli.verb;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Refusal;
import dev.ekube.cli.Terminal;
import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.init.InitQuestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The questions of {@code init}: flags answer first, then a person, else the proposals count. */
final class Interview {
  private final Terminal terminal;
  private final List<InitQuestion> questions;
  private final Map<String, String> flags;
  private Map<String, String> before = Map.of();

  Interview(Terminal terminal, List<InitQuestion> questions, Map<String, String> flags) {
    this.terminal = terminal;
    this.questions = questions;
    this.flags = Map.copyOf(flags);
  }

  /** True when a person answered something, and so may answer otherwise. */
  boolean mayAskAgain() {
    return terminal.asks() && questions.stream().anyMatch(q -> !flags.containsKey(q.key()));
  }

  /** All answers. In a second round the answers of the first are proposed. */
  Map<String, String> answers() {
    Map<String, String> answers = new HashMap<>(flags);
    for (InitQuestion question : questions) {
      if (!answers.containsKey(question.key())) {
        Optional<String> proposal =
            Optional.ofNullable(before.get(question.key()))
                .or(() -> question.proposal().apply(answers));
        answers.put(question.key(), answer(question, proposal));
      }
    }
    before = answers;
    return answers;
  }

  private String answer(InitQuestion question, Optional<String> proposal) {
    if (!terminal.asks()) {
      return proposal.orElseThrow(() -> unanswered(question));
    }
    String hint = proposal.filter(p -> !p.isEmpty()).map(p -> " [" + p + "]").orElse("");
    while (true) {
      String typed =
          terminal.ask(question.prompt() + hint + ": ").orElseThrow(() -> unanswered(question));
      String text = typed.isBlank() ? proposal.orElse("") : typed.strip();
      Optional<String> complaint = question.complaint().apply(text);
      if (complaint.isEmpty()) {
        return text;
      }
      terminal.err().println("  " + complaint.get());
    }
  }

  private static Refusal unanswered(InitQuestion question) {
    return refusal(
        "no-answer",
        "--" + question.key(),
        "nothing answers: " + question.prompt(),
        "say --" + question.key() + " TEXT");
  }

  /** A refusal for one reason. */
  static Refusal refusal(String id, String subject, String message, String hint) {
    Problem problem = new Problem(Problem.Severity.ERROR, id, Span.whole(subject), message, hint);
    return new Refusal(List.of(problem), ExitCode.BAD_INPUT);
  }
}
