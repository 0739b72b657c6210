package dev.ekube.cli.images;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Json;
import dev.ekube.lock.Lock;
import dev.ekube.model.ImageRef;
import dev.ekube.spec.rule.Words;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ekube lock}: pins by digest all that cluster.yaml asks for. */
@Command(
    name = "lock",
    description = {
      "Asks registries what the tags of cluster.yaml's images point at, and pins the digests in",
      "cluster.lock.yaml beside it. What is pinned already stays so, and the file's comments",
      "too. Every other command takes nothing that is not in the lock file."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube lock",
      "  ekube lock --update registry.k8s.io/pause:3.10",
      "  ekube lock --packages",
      "  ekube lock --check                    exit code 3 when a tag has moved"
    })
public final class LockVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private Options options;
  @Mixin private ClusterArgument argument;

  @Option(
      names = "--update",
      paramLabel = "IMAGE",
      description = {"Ask anew what this image's tag points at; may be", "repeated."})
  private List<String> update = List.of();

  @Option(names = "--update-all", description = "Ask anew for every image.")
  private boolean updateAll;

  @Option(
      names = "--check",
      description = {
        "Change nothing; end with 3 when a tag has moved or the",
        "file does not fit."
      })
  private boolean check;

  @Option(
      names = "--compat",
      description = {"Pin the pause images 3.9 and 3.8 besides, as the", "original archived them."})
  private boolean compat;

  @Option(
      names = "--signatures",
      description = {"Pin the cosign signatures that registries hold for", "the images, too."})
  private boolean signatures;

  @Option(
      names = "--packages",
      description = {
        "Choose the packages of the node images anew from",
        "images.repositories, too; they are fetched and verified."
      })
  private boolean packages;

  public LockVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LockedSite site = LockedSite.of(argument, options, terminal);
    Optional<LockFile.Content> before = site.file().read();
    Wanted wanted = Wanted.of(site, before.map(LockFile.Content::lock), compat);
    List<ImageRef> ask = check || updateAll ? wanted.all() : wanted.asking(updates(wanted));
    Locking locking = new Locking(site, terminal);
    Lock images = locking.resolved(wanted, ask, signatures);
    Lock after = packages ? locking.withPackages(images) : images;
    List<String> moved = SitePackages.changes(before.map(LockFile.Content::lock), after);
    LockChanges changes = LockChanges.between(before.map(LockFile.Content::lock), after);
    boolean written = !check && site.file().write(after, before);
    if (options.json()) {
      terminal.out().println(Json.text(changes.json(site.file().path(), after, written)));
    } else {
      changes.lines().forEach(terminal.out()::println);
      moved.forEach(terminal.out()::println);
      terminal.out().println(summary(site, after, changes.isEmpty() && moved.isEmpty(), written));
    }
    boolean pending = check && (before.isEmpty() || !changes.isEmpty() || !moved.isEmpty());
    return (pending ? ExitCode.CHANGES : ExitCode.DONE).code();
  }

  private String summary(LockedSite site, Lock after, boolean same, boolean written) {
    String what = site.file().path() + ": " + after.images().size() + " images";
    if (!after.packages().isEmpty()) {
      what += " and " + after.packages().size() + " packages";
    }
    if (check) {
      return what + (same ? ", as locked" : "; `ekube lock` would change the above");
    }
    return what + (written ? " locked" : ", nothing changed");
  }

  private List<ImageRef> updates(Wanted wanted) {
    List<String> known = wanted.all().stream().map(ImageRef::value).toList();
    for (String name : update) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "cluster.yaml asks for no image "
                + Words.quoted(name)
                + Words.closest(name, known)
                    .map(word -> "; did you mean " + word + "?")
                    .orElse("; it asks for " + String.join(", ", known)));
      }
    }
    return update.stream().map(ImageRef::new).toList();
  }
}
