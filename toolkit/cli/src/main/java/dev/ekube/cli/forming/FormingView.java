package dev.ekube.cli.forming;

import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Amount;
import dev.ekube.cli.output.Bar;
import dev.ekube.cli.output.LiveLines;
import dev.ekube.model.NodeName;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Shows nodes becoming a cluster: on a terminal a line for the whole and one for every node that is
 * not there yet, each with a bar and the time left as far as it was ever measured; in a pipe a
 * plain line whenever something has changed.
 */
public final class FormingView {
  private static final int MOST_NODES = 12;
  private static final long MILLI = 1_000_000;

  private final Terminal terminal;
  private final LongSupplier nanos;
  private final LiveLines live;
  private final Pace pace;
  private final Course course = new Course();
  private final long began;
  private String said = "";

  /**
   * A view that begins now.
   *
   * @param nanos a monotonic clock
   * @param pace what was measured before
   */
  public FormingView(Terminal terminal, LongSupplier nanos, Pace pace) {
    this.terminal = terminal;
    this.nanos = nanos;
    this.live = new LiveLines(terminal);
    this.pace = pace;
    this.began = nanos.getAsLong();
  }

  /** How things are now. */
  public void show(ClusterStatus status) {
    course.see(status, now());
    String words = words(status);
    if (terminal.redraws()) {
      live.draw(drawing(status, words));
    } else if (!words.equals(said)) {
      terminal.err().println(seconds() + words);
    }
    said = words;
  }

  /** A line that stays. */
  public void tell(String words) {
    erase();
    terminal.err().println(seconds() + words);
  }

  /** Takes away what is drawn over itself. */
  public void erase() {
    live.wipe();
  }

  /** What has been measured until now, with what was known where nothing was. */
  public Pace measured() {
    return pace.updated(course.measured());
  }

  long now() {
    return (nanos.getAsLong() - began) / MILLI;
  }

  private String words(ClusterStatus status) {
    long ready = status.nodes().stream().filter(NodeStatus::kubernetesReady).count();
    long here = status.nodes().stream().filter(NodeStatus::connected).count();
    return "%s, %d of %d nodes connected, %d Ready%s"
        .formatted(
            status.phase(),
            here,
            status.nodes().size(),
            ready,
            status.waiting().isEmpty() ? "" : "; waiting for " + status.waiting().getFirst());
  }

  private List<String> drawing(ClusterStatus status, String words) {
    List<String> lines = new ArrayList<>();
    int width = status.nodes().stream().mapToInt(n -> n.name().value().length()).max().orElse(0);
    int hidden = 0;
    long most = 0;
    boolean known = true;
    for (NodeStatus node : status.nodes()) {
      Course.Point point = course.points().get(node.name());
      OptionalLong left = pace.left(point, now());
      known &= left.isPresent();
      most = Math.max(most, left.orElse(0));
      if (!point.isReady() && lines.size() < MOST_NODES) {
        lines.add(line(node.name(), width, node.doing(), now() - point.base(), left));
      } else if (!point.isReady()) {
        hidden++;
      }
    }
    if (hidden > 0) {
      lines.add("    and " + hidden + " more");
    }
    OptionalLong all = known ? OptionalLong.of(most) : OptionalLong.empty();
    lines.addFirst(seconds() + measure(now(), all) + words);
    return lines;
  }

  private static String line(
      NodeName name, int width, String doing, long spent, OptionalLong left) {
    return "    %-{width}s  ".replace("{width}", Integer.toString(width)).formatted(name)
        + measure(spent, left)
        + doing;
  }

  /** A bar and what is left, once that is known. */
  private static String measure(long spent, OptionalLong left) {
    return left.isPresent()
        ? Bar.of(spent, spent + left.getAsLong())
            + " %9s left  ".formatted(Amount.seconds((left.getAsLong() + 999) / 1000))
        : "";
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%6.1f s  ", (nanos.getAsLong() - began) / 1e9);
  }
}
