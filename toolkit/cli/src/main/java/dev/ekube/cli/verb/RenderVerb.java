package dev.ekube.cli.verb;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.manager.RenderedFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube render}: every file that would reach a node, in a folder. */
@Command(
    name = "render",
    description = {
      "Writes exactly what would reach the nodes into a folder.",
      "overlays/ holds them as they stand on the manager, nodes/NAME/ as each node gets them. The",
      "folder is replaced as a whole."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube render -o rendered",
      "  ekube render -o rendered site/cluster.yaml && ls rendered/nodes/control0/system/etc"
    })
public final class RenderVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ClusterArgument argument;

  @Option(
      names = {"-o", "--directory"},
      required = true,
      paramLabel = "DIR",
      description = "The folder; it must be new, empty, or written by render before.")
  private Path directory;

  @Option(
      names = "--sandbox",
      paramLabel = "DIR",
      description = "Take MAC addresses from the Warewulf that lives in this folder.")
  private Path sandbox;

  public RenderVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Manager manager = Manager.of(PlaceOptions.in(sandbox));
    Deployment deployment =
        Deployment.of(
            ClusterFile.read(argument.file(), manager),
            name -> manager.authorities(name).fingerprintIfKnown());
    deployment.warnings().forEach(problem -> terminal.err().println(problem));
    int files = RenderedFolder.write(deployment, manager.hostName(), directory);
    terminal
        .out()
        .printf(
            "%s: %d files of %d overlays and %d nodes%n",
            directory,
            files,
            deployment.rendered().overlays().size(),
            deployment.rendered().nodes().size());
    return ExitCode.DONE.code();
  }
}
