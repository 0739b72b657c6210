package dev.ekube.manager;

import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.manager.net.Limits;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Node;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.ManagerMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many agents enrol within one second; lab/bench-serve starts this and explains it. */
public final class EnrolBench {
  private static final Limits MANY =
      new Limits(
          4096,
          2048,
          4096,
          4096,
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Limits.DEFAULT.strangerBytes(),
          Limits.DEFAULT.friendBytes(),
          Limits.DEFAULT.queuedBytes(),
          500);

  private EnrolBench() {}

  /** Arguments: {@code serve STATE AGENTS} or {@code enrol PORT AGENTS} or {@code shake ...}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int agents = Integer.parseInt(arguments[2]);
    Cluster cluster = Clusters.large(agents - 3);
    switch (arguments[0]) {
      case "serve" -> {
        try (TestService service = TestService.start(Path.of(arguments[1]), cluster, MANY)) {
          System.out.println(service.address().getPort());
          System.out.flush();
          System.in.transferTo(OutputStream.nullOutputStream());
        }
      }
      case "enrol" -> run(cluster, Integer.parseInt(arguments[1]), true);
      default -> run(cluster, Integer.parseInt(arguments[1]), false);
    }
  }

  /** All start within one second; prints when the last had its bundle. */
  private static void run(Cluster cluster, int port, boolean whole) throws InterruptedException {
    InetSocketAddress manager = TestAgent.loopback(port);
    List<Prepared> prepared = new ArrayList<>();
    for (Node node : cluster.nodes()) {
      TestAgent agent = new TestAgent(cluster, node, "bench-" + node.name());
      List<Leaf> leaves = Leaves.of(cluster, node);
      prepared.add(new Prepared(agent, agent.enrolment(leaves)));
    }
    long[] millis = new long[prepared.size()];
    AtomicInteger failed = new AtomicInteger();
    CountDownLatch left = new CountDownLatch(prepared.size());
    try (var timer = Executors.newScheduledThreadPool(2);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      for (int i = 0; i < prepared.size(); i++) {
        int at = i;
        Future<?> unused =
            timer.schedule(
                () ->
                    threads.execute(
                        () -> {
                          try {
                            one(prepared.get(at), manager, whole);
                            millis[at] = (System.nanoTime() - start) / 1_000_000;
                          } catch (IOException e) {
                            failed.incrementAndGet();
                          } finally {
                            left.countDown();
                          }
                        }),
                1_000L * at / prepared.size(),
                TimeUnit.MILLISECONDS);
      }
      left.await();
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%d %d %d %d%n",
        millis[millis.length / 2],
        millis[millis.length * 99 / 100],
        millis[millis.length - 1],
        failed.get());
  }

  private record Prepared(TestAgent agent, AgentMessage.Enrol enrolment) {}

  private static void one(Prepared prepared, InetSocketAddress manager, boolean whole)
      throws IOException {
    if (!whole) {
      // The contender: two bare handshakes and nothing else.
      for (int i = 0; i < 2; i++) {
        Socket bare = new Socket();
        bare.connect(manager, 60_000);
        prepared.agent().connect(bare, false).close();
      }
      return;
    }
    try (TestAgent.Line line = prepared.agent().connect(manager, false)) {
      line.say(prepared.enrolment());
      prepared.agent().take(line.hear(ManagerMessage.Admitted.class));
    }
    try (TestAgent.Line line = prepared.agent().greet(manager)) {
      line.hear(ManagerMessage.Ordered.class);
    }
  }
}
