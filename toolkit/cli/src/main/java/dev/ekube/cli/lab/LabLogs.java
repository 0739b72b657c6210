package dev.ekube.cli.lab;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Terminal;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.model.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ekube lab logs}: what a node or the manager has written. */
@Command(
    name = "logs",
    description = {
      "Shows the last lines of a unit's journal on a node, the agent's unless another is named, or",
      "of the manager's log when NODE is `manager`."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube lab logs control0",
      "  ekube lab logs --unit kubelet worker0",
      "  ekube lab logs manager"
    })
final class LabLogs implements Callable<Integer> {
  private static final String MANAGER = "manager";

  private final Terminal terminal;
  private final Supplier<Engine> engine;

  @Mixin private LabChoice choice;

  @Parameters(index = "0", paramLabel = "NODE", description = "The node, or manager.")
  private String node = "";

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description = "Whose journal (default: ekube-agent; all: everything).")
  private String unit = "ekube-agent";

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "How many lines (default: 200).")
  private int lines = 200;

  LabLogs(Terminal terminal, Supplier<Engine> engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  @Override
  public Integer call() {
    LabFolder folder = choice.folder();
    if (node.equals(MANAGER)) {
      return ofManager(folder).code();
    }
    try (Engine running = engine.get()) {
      LabSite site = LabSite.open(folder, running);
      List<String> all = List.of("journalctl", "--no-pager", "-n", String.valueOf(lines));
      List<String> command =
          unit.equals("all")
              ? all
              : List.of("journalctl", "--no-pager", "-n", String.valueOf(lines), "--unit=" + unit);
      return site.lab().exec(new NodeName(node), command, terminal.out(), terminal.err());
    }
  }

  private ExitCode ofManager(LabFolder folder) {
    try {
      List<String> written = Files.readAllLines(folder.serveLog());
      written
          .subList(Math.max(0, written.size() - lines), written.size())
          .forEach(terminal.out()::println);
      return ExitCode.DONE;
    } catch (IOException e) {
      throw PortException.failed(
          "tried to read " + folder.serveLog() + " but " + e.getMessage(),
          "see whether the manager runs: ekube lab status",
          e);
    }
  }
}
