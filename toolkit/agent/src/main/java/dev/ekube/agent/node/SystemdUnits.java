package dev.ekube.agent.node;

import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Programs;
import dev.ekube.agent.port.Trouble;
import dev.ekube.agent.port.Units;
import java.util.List;
import java.util.regex.Pattern;

/** systemd by {@code systemctl} and {@code journalctl}. */
public final class SystemdUnits implements Units {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9:_.@]{0,100}");
  private static final int MOST_LINES = 2_000;
  private static final int MOST_CHARACTERS = 300_000;
  private static final long QUICK = 10_000;

  private final Programs programs;

  public SystemdUnits(Programs programs) {
    this.programs = programs;
  }

  @Override
  public void start(String unit, Deadline deadline) throws Trouble {
    systemctl(deadline, "start", unit);
  }

  @Override
  public void enqueue(String unit) throws Trouble {
    programs.run(List.of("systemctl", "--no-block", "start", checked(unit)), Deadline.in(QUICK));
  }

  @Override
  public void restart(String unit, Deadline deadline) throws Trouble {
    systemctl(deadline, "restart", unit);
  }

  @Override
  public void reload(String unit, Deadline deadline) throws Trouble {
    systemctl(deadline, "try-reload-or-restart", unit);
  }

  @Override
  public boolean isActive(String unit) throws Trouble {
    String state =
        programs.run(
            List.of("systemctl", "show", "--property=ActiveState", "--value", checked(unit)),
            Deadline.in(QUICK));
    return state.strip().equals("active");
  }

  @Override
  public List<String> journal(String unit, int lines, Deadline deadline) throws Trouble {
    String printed =
        programs.run(
            List.of(
                "journalctl",
                "--no-pager",
                "--output=short-iso",
                "--lines=" + Math.clamp(lines, 1, MOST_LINES),
                "--unit=" + checked(unit)),
            deadline);
    String end = printed.substring(Math.max(0, printed.length() - MOST_CHARACTERS));
    return end.lines().toList();
  }

  private void systemctl(Deadline deadline, String verb, String unit) throws Trouble {
    programs.run(List.of("systemctl", verb, checked(unit)), deadline);
  }

  /** Names come from the manager; none of them is an option. */
  private static String checked(String unit) throws Trouble {
    if (!NAME.matcher(unit).matches()) {
      throw new Trouble("not the name of a unit: " + unit);
    }
    return unit;
  }
}
