package dev.ekube.sim.run;

import dev.ekube.machine.arbiter.Site;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import dev.ekube.model.Recovery.TotalLoss;
import dev.ekube.sim.kernel.Prng;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How large a world is, and what its cluster.yaml says.
 *
 * @param controls number of control nodes
 * @param workers number of workers
 */
public record Shape(int controls, int workers, TotalLoss totalLoss) {
  private static final List<Integer> CONTROLS = List.of(1, 2, 3, 3, 3, 3, 3, 3, 4, 5, 5, 5);

  /** A shape as chance has it: mostly three or five control nodes and a few workers. */
  static Shape any(Prng prng) {
    int controls = prng.pick(CONTROLS);
    int workers = prng.chance(20) ? 40 : prng.below(3);
    TotalLoss[] policies = TotalLoss.values();
    TotalLoss policy = prng.chance(600) ? TotalLoss.RESTORE : policies[prng.below(3)];
    return new Shape(controls, workers, policy);
  }

  /** Reads {@code 3+2}: control nodes and workers; {@link IllegalArgumentException} otherwise. */
  public static Shape parse(String text) {
    String[] parts = text.split("\\+", -1);
    try {
      int controls = Integer.parseInt(parts[0]);
      int workers = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
      if (parts.length <= 2 && controls >= 1 && controls <= 9 && workers >= 0 && workers <= 1000) {
        return new Shape(controls, workers, TotalLoss.RESTORE);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number of nodes: " + text, e);
    }
    throw new IllegalArgumentException("not 1 to 9 control nodes and up to 1000 workers: " + text);
  }

  @Override
  public String toString() {
    return controls + "+" + workers;
  }

  /** The site of this shape. */
  Site site() {
    TreeMap<NodeName, String> control = new TreeMap<>();
    for (int i = 0; i < controls; i++) {
      control.put(new NodeName("control" + i), url(i + 1));
    }
    TreeSet<NodeName> names = new TreeSet<>();
    for (int i = 0; i < workers; i++) {
      names.add(new NodeName("worker" + i));
    }
    return new Site("demo", Copies.sorted(control), Copies.sorted(names), totalLoss, 10_000, 3);
  }

  static String url(int address) {
    return "https://10.0.0." + address + ":2380";
  }
}
