package dev.ekube.sim.run;

import dev.ekube.sim.kernel.Prng;
import dev.ekube.sim.rule.Violation;
import dev.ekube.sim.world.Brains;
import dev.ekube.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run by script: commands, a line of four dashes, and the trace that is expected of them. All
 * rules are held after every event as in a run by seed, but nothing happens by chance.
 */
public final class Story {
  /** The line between commands and trace. */
  public static final String RULER = "----";

  private Story() {}

  /**
   * How a story ended.
   *
   * @param trouble the command that could not be done or the rule that was broken
   */
  public record Ending(List<String> trace, Optional<String> trouble) {
    public Ending {
      trace = List.copyOf(trace);
    }
  }

  /** The story as its file should read: its own commands, then the trace that they gave. */
  public static String written(String text, Ending ending) {
    List<String> lines = new ArrayList<>(commands(text));
    lines.add(RULER);
    lines.addAll(ending.trace());
    return String.join("\n", lines) + "\n";
  }

  /** Runs the commands of a story; what comes after the ruler is not looked at. */
  public static Ending run(String text, long seed, Brains brains) {
    Shape shape = new Shape(3, 0, dev.ekube.model.Recovery.TotalLoss.RESTORE);
    List<List<String>> commands = new ArrayList<>();
    for (String line : commands(text)) {
      String command = line.replaceFirst("#.*", "").strip();
      List<String> words = List.of(command.split("\\s+"));
      if (words.getFirst().equals("nodes")) {
        shape = Script.shape(words);
      } else if (!command.isEmpty()) {
        commands.add(words);
      }
    }
    World world = new World(new Prng(seed), brains, shape.site());
    Judge judge = new Judge(world);
    Script script = new Script(world, judge);
    for (List<String> words : commands) {
      try {
        script.command(words);
      } catch (Violation violation) {
        world.trace().say("rule", violation.getMessage());
        return new Ending(world.trace().lines(), Optional.of(violation.getMessage()));
      } catch (IllegalArgumentException e) {
        String trouble = "\"" + String.join(" ", words) + "\": " + e.getMessage();
        return new Ending(world.trace().lines(), Optional.of(trouble));
      }
    }
    return new Ending(world.trace().lines(), Optional.empty());
  }

  private static List<String> commands(String text) {
    return text.lines().takeWhile(line -> !line.equals(RULER)).toList();
  }
}
