package dev.ekube.cli.verb;

import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.ServiceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ekube reboot}: nodes, one after the other, while the rest is healthy. */
@Command(
    name = "reboot",
    description = {
      "Reboots nodes in the order given, each only while the rest can do without it: control nodes",
      "one at a time after a snapshot, workers drained and in batches. Returns at once; status",
      "shows how far it is."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube reboot control1",
      "  ekube reboot worker0 worker1",
      "  ekube reboot --cancel"
    })
public final class RebootVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions place;
  @Mixin private ServiceOptions service;

  @Parameters(arity = "0..*", paramLabel = "NODE", description = "The nodes, in order.")
  private List<NodeName> nodes = List.of();

  @Option(names = "--cancel", description = "Forget the reboots that have not begun.")
  private boolean cancel;

  @Option(
      names = "--reason",
      paramLabel = "WORDS",
      defaultValue = "asked for by the operator",
      description = "Shown by status and in the node's journal.")
  private String reason;

  public RebootVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    boolean forget = cancel || nodes.isEmpty();
    Request request = forget ? new Request.CancelReboots() : new Request.Reboot(nodes, reason);
    String done =
        forget
            ? "reboots that have not begun are forgotten"
            : nodes.size() + " to be rebooted; watch with: ekube status --watch";
    return Asking.ask(terminal, place, service, request, done);
  }
}
