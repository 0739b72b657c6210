package dev.ekube.cli.images;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Amount;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.archive.Prune;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube images prune}: what no lock needs any more. */
@Command(
    name = "prune",
    description = {
      "Deletes from the store what the lock file does not need, and what cut pulls left. When",
      "several clusters share the store, name the others with --keep."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube images prune --dry-run",
      "  ekube images prune --keep other/cluster.yaml --yes"
    })
final class PruneVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions options;
  @Mixin private StoreOptions store;
  @Mixin private Consent consent;
  @Mixin private ClusterArgument argument;

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description = {"Another cluster.yaml whose images stay; may be", "repeated."})
  private List<Path> keep = List.of();

  PruneVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<LockedImage> needed = new ArrayList<>(LockedSite.of(argument, options, terminal).images());
    for (Path other : keep) {
      needed.addAll(LockedSite.of(ClusterArgument.of(other), options, terminal).images());
    }
    BlobStore blobs = store.open(options);
    try {
      Prune prune = Prune.plan(blobs, needed);
      int files = prune.blobs().size() + prune.partial().size();
      prune.blobs().forEach(blob -> terminal.out().println("- " + blob));
      prune.partial().forEach(file -> terminal.out().println("- " + file));
      terminal
          .out()
          .printf("%d files, %s in %s%n", files, Amount.bytes(prune.bytes()), blobs.folder());
      if (files > 0 && !consent.dryRun() && agreed()) {
        prune.run();
        terminal.out().println("deleted");
      }
      return ExitCode.DONE.code();
    } catch (IOException e) {
      throw Trouble.of(e, "prune " + blobs.folder());
    }
  }

  private boolean agreed() {
    if (consent.yes()) {
      return true;
    }
    if (terminal.asks() && terminal.confirm("Delete them?")) {
      return true;
    }
    terminal.err().println("nothing was deleted; say --yes to delete without a question");
    return false;
  }
}
