package dev.ekube.cli.restart;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.lab.LabSite;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.cli.verb.ApplyFlow;
import dev.ekube.lab.engine.Engine;
import dev.ekube.model.Cluster;
import dev.ekube.model.NodeName;
import java.util.List;

/** The nodes of a lab: containers, whose power is the engine's. */
record LabTarget(LabSite site, Engine engine, Terminal terminal) implements Target {

  static LabTarget open(String lab, ClusterArgument argument, Terminal terminal, Engine engine) {
    LabSite site = LabSite.changed(lab, argument.file(), engine);
    List<NodeName> now = site.lab().plan().nodes().keySet().stream().toList();
    List<NodeName> before =
        LabSite.open(site.folder(), engine).lab().plan().nodes().keySet().stream().toList();
    if (!now.equals(before)) {
      throw PortException.precondition(
          "tried to restart lab " + lab + " but " + argument.file() + " names other nodes",
          "make the lab anew: ekube lab down --lab " + lab);
    }
    return new LabTarget(site, engine, terminal);
  }

  @Override
  public Cluster cluster() {
    return site.cluster();
  }

  @Override
  public Overseer overseer() {
    return new LabOverseer(
        site, new ServiceOverseer(OperatorClient.in(site.folder().run()), cluster().name()));
  }

  @Override
  public Power power() {
    return new Power() {
      @Override
      public String words() {
        return "as containers of the lab";
      }

      @Override
      public void reboot(List<NodeName> nodes) {
        site.lab().boot(nodes, node -> {});
      }
    };
  }

  @Override
  public ApplyFlow.Ending rebuild(List<String> announcement, Consent consent) {
    announcement.forEach(terminal.err()::println);
    boolean asked = !consent.dryRun() && !consent.yes();
    if (consent.dryRun() || (asked && !terminal.confirm("Restart lab " + cluster().name() + "?"))) {
      terminal.err().println("nothing was changed");
      return new ApplyFlow.Ending(ExitCode.DONE, false);
    }
    site.keep("rebuild-and-restart");
    return new ApplyFlow.Ending(ExitCode.DONE, true);
  }

  @Override
  public void close() {
    engine.close();
  }
}
