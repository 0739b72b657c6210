package dev.ekube.agent;

import dev.ekube.agent.node.Boot;
import dev.ekube.agent.node.Bundle;
import dev.ekube.agent.node.Durable;
import dev.ekube.agent.node.EtcdData;
import dev.ekube.agent.node.Host;
import dev.ekube.agent.node.Identity;
import dev.ekube.agent.node.Layout;
import dev.ekube.agent.node.NodePrograms;
import dev.ekube.agent.node.PortProbes;
import dev.ekube.agent.node.ProcProcesses;
import dev.ekube.agent.node.SystemdUnits;
import dev.ekube.agent.port.Processes;
import dev.ekube.agent.port.Programs;
import dev.ekube.agent.port.Trouble;
import dev.ekube.agent.task.Toolbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * The agent's program: {@code java -jar agent.jar /etc/ekube}. A second argument names another root
 * folder than {@code /}, for trials on a machine that is no node.
 */
public final class Main {
  private static final long GOODBYE_MILLIS = 500;

  private Main() {}

  /** Runs until the process is ended. */
  public static void main(String[] arguments) {
    Ticks ticks = new Ticks();
    Log log = new Log(System.err, ticks);
    try {
      Path folder = Path.of(arguments.length == 0 ? "/etc/ekube" : arguments[0]);
      Path root = Path.of(arguments.length < 2 ? "/" : arguments[1]);
      Agent agent = agent(Config.read(folder), new Layout(root), log, ticks);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(agent)));
      agent.run();
    } catch (Trouble | IOException e) {
      log.say(Trouble.reason(e));
      System.exit(1);
    }
  }

  /** A manager that does not read holds nobody up. */
  private static void leave(Agent agent) {
    Thread saying = Threads.start("goodbye", agent::leave);
    try {
      saying.join(GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Agent agent(Config config, Layout layout, Log log, Ticks ticks)
      throws IOException, Trouble {
    Durable.privateFolder(layout.run());
    Programs programs = new NodePrograms(List.of(layout.at("/usr/local/bin")));
    Processes processes = new ProcProcesses(layout.at("/proc"));
    EtcdData data = new EtcdData(layout, processes);
    Identity identity = new Identity(layout, LeafNames.of(config.role()), config.keys());
    Toolbox tools =
        new Toolbox(
            config.cluster(),
            config.node(),
            config.role(),
            layout,
            identity,
            new Bundle(layout, identity, data::isRunning),
            data,
            new SystemdUnits(programs),
            programs,
            processes,
            new PortProbes(),
            new Host(programs));
    return new Agent(
        tools,
        config.manager(),
        config.authority(),
        Boot.incarnation(layout),
        log,
        ticks,
        new Random());
  }
}
