package dev.ekube.cli.verb;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.ListenAddress;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.AppliedClusters;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.cli.manager.PatchFolder;
import dev.ekube.cli.manager.StockOnDisk;
import dev.ekube.kubeadm.Patches;
import dev.ekube.manager.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube serve}: the service that nodes talk to. */
@Command(
    name = "serve",
    description = {
      "Serves the nodes of every cluster that was applied here.",
      "Lets them in, decides which etcd may start, and keeps snapshots. Runs until it is stopped;",
      "systemd starts it as ekube.service."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ekube serve", "  ekube serve --sandbox /tmp/try"})
public final class ServeVerb implements Callable<Integer> {
  private static final int METRICS = 9442;

  private final Terminal terminal;

  @Mixin private PlaceOptions place;
  @Mixin private PageOptions page;

  @Option(
      names = "--listen",
      paramLabel = "[ADDRESS:]PORT",
      converter = ListenAddress.class,
      description = {
        "Listen here for every cluster, instead of on manager.port of each cluster.yaml at all",
        "addresses."
      })
  private Optional<InetSocketAddress> listen = Optional.empty();

  @Option(
      names = "--metrics",
      paramLabel = "PORT",
      description =
          "Port of the metrics page on loopback (default: 9442, a free one in a sandbox).")
  private Optional<Integer> metrics = Optional.empty();

  @Option(
      names = "--patches",
      paramLabel = "DIR",
      description = {
        "Change configurations that are applied to every cluster: files named as with",
        "`kubeadm --patches`, such as kubeproxyconfiguration+merge.yaml (docs/serve.md)."
      })
  private Optional<Path> patches = Optional.empty();

  public ServeVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Manager manager = Manager.of(place);
    boolean sandbox = place.sandbox().isPresent();
    Path runtime = OperatorClient.runtime(place);
    Running.Settings settings =
        new Running.Settings(
            address(sandbox),
            metrics.orElse(sandbox ? 0 : METRICS),
            page.place(manager.state(), runtime, sandbox),
            runtime,
            sandbox,
            patches.map(PatchFolder::read).orElse(Patches.none()));
    Running running =
        Running.start(
            settings,
            new AppliedClusters(manager),
            new StockOnDisk(manager),
            terminal.err()::println);
    Runtime.getRuntime().addShutdownHook(new Thread(running::stop));
    return (running.await() ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private Optional<InetSocketAddress> address(boolean sandbox) {
    if (sandbox) {
      int port = listen.map(InetSocketAddress::getPort).orElse(0);
      return Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
    return listen;
  }
}
