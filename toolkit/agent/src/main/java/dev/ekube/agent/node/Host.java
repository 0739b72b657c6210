package dev.ekube.agent.node;

import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Machine;
import dev.ekube.agent.port.Programs;
import dev.ekube.agent.port.Trouble;
import java.util.List;
import java.util.Locale;

/** The machine by its own programs. */
public final class Host implements Machine {
  private static final long QUICK = 10_000;

  private final Programs programs;

  public Host(Programs programs) {
    this.programs = programs;
  }

  @Override
  public long wallClock() {
    return System.currentTimeMillis();
  }

  @Override
  public void setClock(long milliseconds) throws Trouble {
    String seconds =
        String.format(
            Locale.ROOT, "@%d.%03d", milliseconds / 1_000, Math.floorMod(milliseconds, 1_000));
    programs.run(List.of("date", "--utc", "--set=" + seconds), Deadline.in(QUICK));
  }

  @Override
  public void reboot() throws Trouble {
    programs.run(List.of("systemctl", "reboot"), Deadline.in(QUICK));
  }
}
