package dev.ekube.cli.lab;

import dev.ekube.apply.port.PortException;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.model.ClusterName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which lab is meant, for verbs that work on one that was made before. */
public final class LabChoice {
  @Option(
      names = "--lab",
      paramLabel = "NAME",
      description = "The lab, by its cluster's name (default: the only one).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The lab's folder, when `lab up` was given one.")
  private Optional<Path> directory = Optional.empty();

  /** The lab of that name. */
  static LabChoice of(String name) {
    LabChoice choice = new LabChoice();
    choice.name = Optional.of(name);
    return choice;
  }

  /** The name, if one was given. */
  Optional<String> name() {
    return name;
  }

  /** Where a lab of that name is, or would be made. */
  public LabFolder of(ClusterName cluster) {
    return new LabFolder(
        directory.orElseGet(() -> LabFolder.home(System.getenv()).resolve(cluster.value())));
  }

  /** The lab's folder, if it is there. */
  public Optional<LabFolder> found() {
    Path home = LabFolder.home(System.getenv());
    if (directory.isPresent() || name.isPresent()) {
      Path folder = directory.orElseGet(() -> home.resolve(name.orElseThrow()));
      return Optional.of(new LabFolder(folder)).filter(LabFolder::exists);
    }
    List<LabFolder> all = LabFolder.all(home);
    if (all.size() > 1) {
      throw PortException.precondition(
          "tried to choose a lab but there are several",
          "name one with --lab: "
              + all.stream()
                  .map(lab -> lab.root().getFileName().toString())
                  .collect(Collectors.joining(", ")));
    }
    return all.stream().findFirst();
  }

  /** The lab's folder; that there is none is a missing precondition. */
  public LabFolder folder() {
    return found()
        .orElseThrow(
            () ->
                PortException.precondition(
                    "tried to find the lab"
                        + name.map(n -> " " + n).orElse("")
                        + directory.map(d -> " in " + d).orElse("")
                        + " but there is none",
                    "make one: ekube lab up examples/lab/cluster.yaml"));
  }
}
