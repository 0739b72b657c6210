package dev.ekube.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.apply.port.History;
import dev.ekube.apply.port.History.Revision;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.HistoryChoice;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.output.Json;
import dev.ekube.model.FileTree;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ekube history}: what was applied, newest first. */
@Command(
    name = "history",
    description = "Lists every state that was applied, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {"  ekube history", "  ekube history -o json --cluster demo"})
public final class HistoryVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private HistoryChoice choice;

  public HistoryVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Manager manager = Manager.of(options);
    List<Revision> revisions = manager.history(choice.cluster(manager)).revisions();
    if (options.json()) {
      terminal.out().println(Json.text(json(revisions)));
    } else if (revisions.isEmpty()) {
      terminal.err().println("nothing was applied yet");
    } else {
      revisions.forEach(r -> terminal.out().println(r.id() + "  " + r.time() + "  " + r.subject()));
    }
    return ExitCode.DONE.code();
  }

  /** The tree of a revision that a person named; an unknown name is a missing precondition. */
  static FileTree tree(History history, String revision) {
    return history
        .read(revision)
        .orElseThrow(
            () ->
                PortException.precondition(
                    "tried to find state " + revision + " but history has none of that name",
                    "list the states with `ekube history`"));
  }

  private static ArrayNode json(List<Revision> revisions) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Revision revision : revisions) {
      ObjectNode node = list.addObject();
      node.put("id", revision.id());
      node.put("time", revision.time().toString());
      node.put("subject", revision.subject());
    }
    return list;
  }
}
