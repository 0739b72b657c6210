package dev.ekube.cli.verb;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Terminal;
import dev.ekube.spec.schema.SchemaPrinter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ekube schema}: the JSON Schema of cluster.yaml. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema (2020-12) of cluster.yaml, for editors and CI.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube schema > cluster.schema.json",
      "",
      "docs/cluster-yaml.md says how an editor uses it."
    })
public final class SchemaVerb implements Callable<Integer> {
  private final Terminal terminal;

  public SchemaVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(SchemaPrinter.print());
    return ExitCode.DONE.code();
  }
}
