package dev.ekube.cli.lab;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Terminal;
import dev.ekube.lab.Lab;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.lab.host.ManagerProcess;
import dev.ekube.lab.plan.LabNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ekube lab down}: removes a lab, or what a crash left of one. */
@Command(
    name = "down",
    description = {
      "Ends the lab's manager and removes its nodes, its network and its folder, whatever is left"
          + " of",
      "them."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube lab down", "  ekube lab down --lab demo"})
final class LabDown implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Engine> engine;

  @Mixin private LabChoice choice;

  LabDown(Terminal terminal, Supplier<Engine> engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  @Override
  public Integer call() {
    try (Engine running = engine.get()) {
      Optional<LabFolder> folder = choice.found();
      if (folder.isPresent()) {
        remove(running, LabRecord.read(folder.get()).name().value(), folder.get());
        return ExitCode.DONE.code();
      }
      SortedMap<String, LabFolder> left = left(running);
      left.forEach((name, at) -> remove(running, name, at));
      if (left.isEmpty()) {
        terminal.err().println("there is no lab");
      }
      return ExitCode.DONE.code();
    }
  }

  /** Labs that the engine still knows although their folders are gone. */
  private SortedMap<String, LabFolder> left(Engine running) {
    SortedMap<String, LabFolder> left = new TreeMap<>();
    List<SortedMap<String, String>> labels =
        Stream.concat(
                running.containers().labelled(LabNames.LAB).stream().map(found -> found.labels()),
                running.networks().all().stream().map(found -> found.labels()))
            .filter(found -> found.containsKey(LabNames.LAB))
            .toList();
    for (SortedMap<String, String> found : labels) {
      String name = found.get(LabNames.LAB);
      LabFolder folder = new LabFolder(Path.of(found.getOrDefault(LabNames.FOLDER, name)));
      boolean wanted = choice.name().map(name::equals).orElse(!folder.exists());
      if (wanted) {
        left.put(name, folder);
      }
    }
    return left;
  }

  private void remove(Engine running, String name, LabFolder folder) {
    new ManagerProcess(folder, List.of()).stop();
    Lab.clear(running, name);
    folder.remove();
    terminal.out().println("lab " + name + " is gone");
  }
}
