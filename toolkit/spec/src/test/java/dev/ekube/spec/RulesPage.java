package dev.ekube.spec;

import dev.ekube.model.Problem;
import dev.ekube.spec.rule.Rule;
import dev.ekube.spec.rule.Rules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** docs/rules.md, out of the rules and their samples. */
final class RulesPage {
  private static final int MOST_LINES = 6;
  private static final int MOST_PROBLEMS = 3;
  private static final int MOST_COLUMNS = 160;

  /** What keeps a file from being read at all; InputFile in the adapters finds these. */
  private static final Map<String, String> INPUTS =
      new TreeMap<>(
          Map.of(
              "input-missing",
              "There is no file of that name. `ekube init` writes a cluster.yaml to start from.",
              "input-directory",
              "The name is that of a directory; name the file in it.",
              "input-special",
              "The name is that of a pipe, a socket or a device. Only regular files are read,"
                  + " because reading the others may never end.",
              "input-permission",
              "The file may not be read by the user who runs the command.",
              "input-too-large",
              "The file is larger than anything that belongs here; it is not read at all.",
              "input-unreadable",
              "Reading the file failed; the message says what the system said."));

  /** What only {@code ekube init} finds; InitVerb in the command line does. */
  private static final Map<String, String> ANSWERS =
      new TreeMap<>(
          Map.of(
              "bad-answer",
              "A flag's text is not of the kind that its question asks for. Answers that are each"
                  + " good and do not fit together are reported by the rules below.",
              "file-exists",
              "The file is there already. `init` never overwrites one.",
              "no-answer",
              "A question has no proposal, no flag answers it, and nobody can be asked."));

  private RulesPage() {}

  static String text() {
    StringBuilder out = new StringBuilder("# Rules of cluster.yaml\n\n");
    out.append(
        Pages.paragraph(
            "Every problem that `ekube` finds in a cluster.yaml names its rule in brackets:"
                + " `FILE:LINE:COLUMN: error[vip-taken]: what is wrong; what to write instead`."
                + " Errors stop every verb with exit code 2 and nothing changed; warnings only"
                + " speak. Each rule has a section below, with lines that break it and lines"
                + " that keep it. This page is generated from the rules and their tests."));
    out.append(
        Pages.paragraph(
            "[The file itself](#the-file-itself) and [answers of init](#answers-of-init) come"
                + " first, then the rules by their names. What `plan` and `apply` refuse because"
                + " of what stands on the manager is in [plan-json.md](plan-json.md#refusals)."));
    out.append(listed("The file itself", INPUTS));
    out.append(listed("Answers of init", ANSWERS));
    for (Rule rule : Rules.all()) {
      section(rule, out);
    }
    return out.toString().stripTrailing() + "\n";
  }

  /** Problems without a place in a file, and so without samples. */
  private static String listed(String title, Map<String, String> problems) {
    StringBuilder out = new StringBuilder("## " + title + "\n\n");
    problems.forEach(
        (id, meaning) -> out.append("### " + id + "\n\n").append(Pages.paragraph(meaning)));
    return out.toString();
  }

  private static void section(Rule rule, StringBuilder out) {
    Path directory = RuleSamplesTest.DIRECTORY.resolve(rule.id());
    List<String> bad = lines(directory, "bad.yaml");
    List<String> good = lines(directory, "good.yaml");
    out.append("## ").append(rule.id()).append("\n\n");
    String kind = rule.severity() == Problem.Severity.WARNING ? "A warning. " : "";
    String schema = rule.seenBySchema() ? " The JSON Schema sees it too." : "";
    out.append(Pages.paragraph(kind + rule.meaning() + schema));
    String wrong = without(bad, good);
    out.append("Wrong:\n\n")
        .append(Pages.block("yaml", wrong.isEmpty() ? fromProblem(rule, bad) : wrong));
    out.append(Pages.block("text", problems(rule, directory)));
    String right = without(good, bad);
    if (!right.isEmpty()) {
      out.append("Right:\n\n").append(Pages.block("yaml", right));
    }
  }

  private static String problems(Rule rule, Path directory) {
    List<String> all = new ArrayList<>();
    for (Problem problem : RuleSamplesTest.read(directory, "bad.yaml").allProblems()) {
      if (problem.id().equals(rule.id())) {
        all.add(problem.toString());
      }
    }
    int shown = Math.min(MOST_PROBLEMS, all.size());
    return String.join("\n", all.subList(0, shown));
  }

  /** Something is missing in the bad sample: what stands at the place that is complained about. */
  private static String fromProblem(Rule rule, List<String> bad) {
    Path directory = RuleSamplesTest.DIRECTORY.resolve(rule.id());
    int line = RuleSamplesTest.read(directory, "bad.yaml").allProblems().getFirst().place().line();
    int from = Math.max(line - 1, 0);
    return String.join("\n", bad.subList(from, Math.min(from + MOST_LINES, bad.size())));
  }

  private static List<String> lines(Path directory, String file) {
    byte[] bytes = Samples.bytes(directory.resolve(file));
    return new String(bytes, StandardCharsets.UTF_8).lines().map(RulesPage::visible).toList();
  }

  private static String visible(String line) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      out.append(c < 0x20 || c == 0xFFFD ? "\u2423" : String.valueOf(c));
    }
    return out.length() > MOST_COLUMNS ? out.substring(0, MOST_COLUMNS) + " …" : out.toString();
  }

  /** The lines of one sample that the other does not have. */
  private static String without(List<String> lines, List<String> others) {
    List<String> rest = new ArrayList<>(others);
    List<String> own = new ArrayList<>();
    for (String line : lines) {
      if (!rest.remove(line)) {
        own.add(line);
      }
    }
    if (own.size() > MOST_LINES) {
      own = new ArrayList<>(own.subList(0, MOST_LINES));
      own.add("# …");
    }
    return String.join("\n", own);
  }
}
