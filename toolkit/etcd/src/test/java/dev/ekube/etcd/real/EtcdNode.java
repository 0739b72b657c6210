package dev.ekube.etcd.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One real etcd on loopback: started with any flags, killed, paused, wiped. */
public final class EtcdNode {
  /**
   * Runs etcd, says its process id, and kills it when this JVM is gone, which closes standard
   * input.
   */
  private static final String WATCH =
      """
      exec 3<&0
      "$@" </dev/null >/dev/null 3<&- &
      pid=$!
      { cat <&3; trap '' TERM; kill -9 $pid; rm -rf "$EKUBE_TEST_LAB"; } >/dev/null 2>&1 &
      watch=$!
      echo $pid
      exec >/dev/null
      wait $pid
      code=$?
      kill $watch 2>/dev/null
      exit $code
      """;

  private final RealEtcd lab;
  private final String name;
  private final String peerUrl;
  private final String clientUrl;
  private Optional<Process> process = Optional.empty();
  private long pid;
  private int starts;

  EtcdNode(RealEtcd lab, String name, String peerUrl, String clientUrl) {
    this.lab = lab;
    this.name = name;
    this.peerUrl = peerUrl;
    this.clientUrl = clientUrl;
  }

  public String name() {
    return name;
  }

  public String peerUrl() {
    return peerUrl;
  }

  /** Where its gateway answers. */
  public URI endpoint() {
    return URI.create(clientUrl);
  }

  public Path dataFolder() {
    return lab.folder().resolve(name);
  }

  public Path walFolder() {
    return dataFolder().resolve("member/wal");
  }

  /** Starts as a member of a static list. */
  public EtcdNode startNew(String initialCluster, String token) {
    return start(
        "--initial-cluster=" + initialCluster,
        "--initial-cluster-token=" + token,
        "--initial-cluster-state=new");
  }

  /** Starts as a member that an existing cluster has added. */
  public EtcdNode startExisting(String initialCluster) {
    return start("--initial-cluster=" + initialCluster, "--initial-cluster-state=existing");
  }

  /** Starts with these flags behind those that say where it listens and keeps its data. */
  public EtcdNode start(String... flags) {
    if (alive()) {
      throw new IllegalStateException(name + " runs already");
    }
    starts++;
    List<String> command = new ArrayList<>(List.of("sh", "-c", WATCH, "sh"));
    command.add(lab.program().toString());
    command.addAll(
        List.of(
            "--name=" + name,
            "--data-dir=" + dataFolder(),
            "--listen-peer-urls=" + peerUrl,
            "--initial-advertise-peer-urls=" + peerUrl,
            "--listen-client-urls=" + clientUrl,
            "--advertise-client-urls=" + clientUrl,
            "--heartbeat-interval=50",
            "--election-timeout=500"));
    command.addAll(lab.tlsFlags());
    command.addAll(List.of(flags));
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeIf(variable -> variable.startsWith("ETCD_"));
      builder.environment().put("EKUBE_TEST_LAB", lab.folder().toString());
      Process started = builder.redirectError(log().toFile()).start();
      process = Optional.of(started);
      pid = Long.parseLong(started.inputReader(StandardCharsets.UTF_8).readLine());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean alive() {
    return process.isPresent() && process.get().isAlive();
  }

  /** Ends it as a power cut would, but for what the kernel holds of its files. */
  public EtcdNode kill() {
    if (alive()) {
      signal("KILL");
      exitCode();
    }
    return this;
  }

  /** Stops it from running and answering, while its connections stay open. */
  public EtcdNode pause() {
    signal("STOP");
    return this;
  }

  public EtcdNode resume() {
    signal("CONT");
    return this;
  }

  /** Ends it and takes its disk away. */
  public EtcdNode wipe() {
    kill();
    RealEtcd.delete(dataFolder());
    return this;
  }

  /** Waits for it to end by itself; 128 and more is a signal. */
  public int exitCode() {
    Process ending = process.orElseThrow();
    try {
      if (!ending.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(name + " does not end; it says " + String.join("\n", lines()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return ending.exitValue();
  }

  /** What it has written to standard error since its last start: JSON, or the words of a panic. */
  public List<String> lines() {
    try {
      return Files.readString(log()).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean said(String words) {
    return lines().stream().anyMatch(line -> line.contains(words));
  }

  public EtcdNode awaitSaid(String words) {
    Await.until(name + " says " + words, () -> said(words));
    return this;
  }

  /** A copy of its data, of which the original does not know. */
  public Path copyData(String to) {
    Path copy = lab.folder().resolve(to);
    try (Stream<Path> files = Files.walk(dataFolder())) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        Files.copy(file, copy.resolve(dataFolder().relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  private Path log() {
    return lab.folder().resolve(name + "-" + starts + ".log");
  }

  private void signal(String signal) {
    try {
      // The shell's own kill, because a small image has no other.
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
