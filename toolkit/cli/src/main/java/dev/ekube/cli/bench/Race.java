package dev.ekube.cli.bench;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.lab.LabSite;
import dev.ekube.lab.plan.LabPlan;
import dev.ekube.manager.outside.ApiClient;
import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** One round of one contender on a stage that is set. */
final class Race {
  private static final Duration CALL = Duration.ofSeconds(1);

  private final LabSite site;
  private final Path logs;
  private final Duration limit;

  Race(LabSite site, Path logs, Duration limit) {
    this.site = site;
    this.logs = logs;
    this.limit = limit;
  }

  /** Starts the contender and the clock, and looks until there is a cluster or no hope of one. */
  Round run(Contender contender, int number, Runnable agents) {
    List<dev.ekube.model.NodeName> expected =
        site.cluster().nodes().stream().map(Node::name).toList();
    CountDownLatch dead = new CountDownLatch(1);
    Optional<Process> process = Optional.empty();
    CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);
    try (ApiClient api = site.api(false, CALL);
        ApiClient virtual = site.api(true, CALL)) {
      boolean own = contender.command().isEmpty();
      Watch watch = new Watch(api, own ? Optional.of(virtual) : Optional.empty(), expected);
      if (own) {
        agents.run();
      } else {
        process = Optional.of(start(contender, number));
        ended = process.get().onExit().thenAccept(over -> failIfWrong(over, dead));
      }
      return watch.await(contender.name(), number, limit, dead);
    } finally {
      ended.cancel(true);
      process.ifPresent(Process::destroy);
    }
  }

  private static void failIfWrong(Process ended, CountDownLatch dead) {
    if (ended.exitValue() != 0) {
      dead.countDown();
    }
  }

  private Process start(Contender contender, int number) {
    Path log = logs.resolve(contender.name() + "-" + number + ".log");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", contender.command().orElseThrow())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw PortException.failed(
          "tried to start contender %s but %s".formatted(contender.name(), e.getMessage()),
          "check its command",
          e);
    }
  }

  private Map<String, String> environment() {
    Cluster cluster = site.cluster();
    Map<String, String> told = new TreeMap<>();
    told.put("EKUBE_BENCH_CONTROL", nodes(Role.CONTROL));
    told.put("EKUBE_BENCH_WORKERS", nodes(Role.WORKER));
    told.put("EKUBE_BENCH_PODS", cluster.network().pods().toString());
    told.put("EKUBE_BENCH_SERVICES", cluster.network().services().toString());
    told.put("EKUBE_BENCH_VERSION", cluster.version().toString());
    told.put(
        "EKUBE_BENCH_PKI",
        site.folder()
            .state()
            .resolve("clusters")
            .resolve(cluster.name().value())
            .resolve("pki")
            .toString());
    return told;
  }

  private String nodes(Role role) {
    LabPlan plan = site.lab().plan();
    return site.cluster().nodes(role).stream()
        .map(
            node -> plan.nodes().get(node.name()).name() + "=" + node.name() + "=" + node.address())
        .collect(Collectors.joining(" "));
  }
}
