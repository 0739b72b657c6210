package dev.ekube.cli.verb;

import dev.ekube.adapters.doctor.Doctor;
import dev.ekube.adapters.doctor.DoctorText;
import dev.ekube.adapters.doctor.Finding;
import dev.ekube.adapters.doctor.Site;
import dev.ekube.adapters.doctor.SystemHost;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.output.FindingJson;
import dev.ekube.cli.output.Json;
import dev.ekube.model.Cluster;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ekube doctor}: is this manager fit for the cluster. */
@Command(
    name = "doctor",
    description = {
      "Looks at the manager, and says what to do about each finding; changes nothing.",
      "Without a cluster.yaml only the manager itself is looked at."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube doctor", "  ekube doctor -o json site/cluster.yaml"})
public final class DoctorVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private ClusterArgument argument;

  public DoctorVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Manager manager = Manager.of(options);
    List<Finding> findings = Doctor.examine(site(manager), new SystemHost());
    if (options.json()) {
      terminal.out().println(Json.text(FindingJson.of(findings)));
    } else {
      DoctorText.lines(findings).forEach(terminal.out()::println);
    }
    return (Doctor.isFailed(findings) ? ExitCode.PRECONDITION : ExitCode.DONE).code();
  }

  private Site site(Manager manager) {
    // A missing default file is no reason to stay silent about the manager; a named one is.
    boolean look = argument.isNamed() || Files.exists(argument.file());
    Optional<Cluster> cluster =
        look
            ? Optional.of(Deployment.of(ClusterFile.read(argument.file(), manager)).cluster())
            : Optional.empty();
    try {
      return Site.of(cluster, manager.install(), manager.state());
    } catch (PortException e) {
      return Site.silent(cluster, e, manager.state());
    }
  }
}
