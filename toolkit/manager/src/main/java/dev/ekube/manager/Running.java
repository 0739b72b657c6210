package dev.ekube.manager;

import dev.ekube.kubeadm.Patches;
import dev.ekube.manager.cluster.Surroundings;
import dev.ekube.manager.log.Log;
import dev.ekube.manager.metrics.MetricsServer;
import dev.ekube.manager.net.Limits;
import dev.ekube.manager.net.Words;
import dev.ekube.manager.operator.Desk;
import dev.ekube.manager.operator.OperatorSocket;
import dev.ekube.manager.outside.RealOutside;
import dev.ekube.manager.page.PageServer;
import dev.ekube.manager.port.ClusterSource;
import dev.ekube.manager.port.Stock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The whole service while it runs: nodes' listener, operator's socket, status page, metrics. */
public final class Running {
  private final Log log;
  private final Service service;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());
  private Optional<OperatorSocket> operator = Optional.empty();
  private Optional<MetricsServer> metrics = Optional.empty();
  private Optional<PageServer> page = Optional.empty();

  /**
   * Where it runs.
   *
   * @param listen absent: on manager.port of each cluster.yaml
   * @param metricsPort 0 takes one that is free
   * @param patches of the objects that are applied to every cluster
   * @param page where the status page is; absent: there is none
   * @param runtime holds the operator's socket; in a sandbox the ports, too
   */
  public record Settings(
      Optional<InetSocketAddress> listen,
      int metricsPort,
      Optional<PageServer.Place> page,
      Path runtime,
      boolean sandbox,
      Patches patches) {}

  private Running(Settings settings, ClusterSource source, Consumer<String> lines) {
    this.log = new Log(lines, System::nanoTime);
    Surroundings around =
        new Surroundings(
            InstantSource.system(),
            () -> System.nanoTime() / 1_000_000,
            Executors.newVirtualThreadPerTaskExecutor(),
            new RealOutside(log, settings.patches(), source),
            settings.sandbox(),
            log,
            this::died);
    this.service = new Service(source, around, Limits.DEFAULT, settings.listen());
  }

  /** Starts it all, or nothing; lines of the log have no line end. */
  public static Running start(
      Settings settings, ClusterSource source, Stock stock, Consumer<String> lines)
      throws IOException {
    Running running = new Running(settings, source, lines);
    try {
      running.begin(settings, stock);
      return running;
    } catch (IOException | RuntimeException e) {
      running.stop();
      throw e;
    }
  }

  private void begin(Settings settings, Stock stock) throws IOException {
    if (settings.sandbox()) {
      log.warn(
          "sandbox: any loopback address and any source port may be a node",
          Map.of("runtime", settings.runtime()));
    }
    Files.createDirectories(
        settings.runtime(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    service.start();
    operator =
        Optional.of(
            OperatorSocket.open(settings.runtime().resolve("ekube.sock"), new Desk(service), log));
    HttpLimits.set();
    metrics = Optional.of(MetricsServer.open(settings.metricsPort(), service));
    settings.page().ifPresent(place -> openPage(place, stock));
    if (settings.sandbox()) {
      note(settings.runtime().resolve("serve.port"), service.port().orElseThrow());
      note(settings.runtime().resolve("metrics.port"), metrics.get().port());
    }
    log.info(
        "serving",
        Map.of(
            "clusters", service.clusters().size(),
            "metrics", metrics.get().port(),
            "page", page.map(PageServer::port).orElse(0)));
  }

  /** Nodes are served without a page, too. */
  private void openPage(PageServer.Place place, Stock stock) {
    try {
      page = Optional.of(PageServer.open(place, service, stock));
    } catch (IOException e) {
      log.error("there is no status page", Map.of("why", Words.of(e)));
    }
  }

  private static void note(Path file, int port) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(aside, port + "\n");
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void died(Throwable cause) {
    failure.compareAndSet(Optional.empty(), Optional.of(cause));
    log.error("the service ends, to be started anew", Map.of("why", Words.of(cause)));
    ended.countDown();
  }

  /** Waits until it has been stopped, or cannot go on; false in the latter case. */
  public boolean await() throws InterruptedException {
    ended.await();
    return failure.get().isEmpty();
  }

  /** Stops it; may be called twice, and from any thread. */
  public synchronized void stop() {
    try {
      if (operator.isPresent()) {
        operator.get().close();
      }
      metrics.ifPresent(MetricsServer::close);
      if (page.isPresent()) {
        page.get().close();
      }
      service.close();
      log.info("stopped", Map.of());
    } catch (IOException e) {
      log.warn("not everything stopped well", Map.of("why", Words.of(e)));
    }
    ended.countDown();
  }
}
