package dev.ekube.cli.lab;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Json;
import dev.ekube.lab.engine.Engine;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube lab status}: what a lab is made of and how it is. */
@Command(
    name = "status",
    description = {
      "Shows nodes, manager, the holder of the virtual address and where the kubeconfig is. Exit",
      "code 0 when the cluster is ready, 3 when it is not."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube lab status", "  ekube lab status -o json"})
final class LabStatus implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Engine> engine;

  @Mixin private LabChoice choice;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description = "Form of the result on stdout (default: text).")
  private Options.Format output = Options.Format.TEXT;

  LabStatus(Terminal terminal, Supplier<Engine> engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  @Override
  public Integer call() {
    try (Engine running = engine.get()) {
      LabView view = LabView.of(LabSite.open(choice.folder(), running));
      switch (output) {
        case TEXT -> view.lines().forEach(terminal.out()::println);
        case JSON -> terminal.out().println(Json.text(view.json()));
      }
      return (view.ready() ? ExitCode.DONE : ExitCode.CHANGES).code();
    }
  }
}
