package dev.ekube.cli.lab.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ekube.cli.lab.LabSite;
import dev.ekube.lab.chaos.Outages;
import dev.ekube.lab.chaos.Writes;
import dev.ekube.manager.outside.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A writer and a probe, both by way of the virtual address: the one makes ConfigMaps and remembers
 * every answer, the other reads what no server may answer without a quorum of etcd.
 */
final class Load implements AutoCloseable {
  private static final Duration PROBE = Duration.ofSeconds(1);
  private static final Duration WRITE = Duration.ofSeconds(3);
  private static final Duration LIST = Duration.ofSeconds(30);
  private static final long PROBE_EVERY = 200;
  private static final long WRITE_EVERY = 50;
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String LABEL = "ekube.dev/chaos";
  private static final String PROBED = "/api/v1/namespaces/kube-system";

  private final String run;
  private final ApiClient writer;
  private final ApiClient probe;
  private final ApiClient reader;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final List<ScheduledFuture<?>> tasks;
  private final Writes writes = new Writes();
  private final Outages outages = new Outages();
  private long number;

  /**
   * Begins at once.
   *
   * @param run tells this run's objects from those of others
   */
  Load(LabSite site, String run) {
    this.run = run;
    this.writer = site.api(true, WRITE);
    this.probe = site.api(true, PROBE);
    this.reader = site.api(false, LIST);
    this.tasks =
        List.of(
            clock.scheduleWithFixedDelay(this::write, 0, WRITE_EVERY, TimeUnit.MILLISECONDS),
            clock.scheduleWithFixedDelay(this::probe, 0, PROBE_EVERY, TimeUnit.MILLISECONDS));
  }

  Writes writes() {
    return writes;
  }

  Outages outages() {
    return outages;
  }

  private void write() {
    String name = String.format(Locale.ROOT, "chaos-%s-%07d", run, ++number);
    long sent = System.nanoTime();
    try {
      JsonNode made =
          writer.post(
              MAPS,
              """
              {"apiVersion": "v1", "kind": "ConfigMap",
                "metadata": {"name": "%s", "labels": {"%s": "%s"}}}
              """
                  .formatted(name, LABEL, run));
      writes.add(
          new Writes.Write(name, sent, made.path("metadata").path("resourceVersion").asLong()));
    } catch (IOException e) {
      // It was not answered: it may be there or not, and either is well.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void probe() {
    long began = System.nanoTime();
    try {
      outages.tried(began, System.nanoTime(), probe.get(PROBED).has("metadata"));
    } catch (IOException e) {
      outages.tried(began, System.nanoTime(), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The names of all writes of this run that are there. */
  Set<String> there() throws IOException, InterruptedException {
    Set<String> names = new HashSet<>();
    for (JsonNode map : reader.get(selected()).path("items")) {
      names.add(map.path("metadata").path("name").asText());
    }
    return names;
  }

  private String selected() {
    return MAPS + "?labelSelector=" + LABEL.replace("/", "%2F") + "%3D" + run;
  }

  /** Stops, and removes what it has written where the API can be reached. */
  @Override
  public void close() {
    tasks.forEach(task -> task.cancel(true));
    clock.shutdownNow();
    try {
      boolean over = clock.awaitTermination(WRITE.toSeconds() + 1, TimeUnit.SECONDS);
      if (over) {
        reader.delete(selected());
      }
    } catch (IOException e) {
      // What it has written stays; it is named for what it is.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      writer.close();
      probe.close();
      reader.close();
    }
  }
}
