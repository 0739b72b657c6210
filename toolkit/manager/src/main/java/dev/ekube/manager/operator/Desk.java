package dev.ekube.manager.operator;

import dev.ekube.machine.Task;
import dev.ekube.manager.Service;
import dev.ekube.manager.cluster.ClusterService;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.NodeStatus;
import dev.ekube.wire.OperatorMessage;
import dev.ekube.wire.OperatorReply;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Answers an operator's questions. */
public final class Desk {
  private static final long LOOK_MILLIS = 1_000;

  private final Service service;

  public Desk(Service service) {
    this.service = service;
  }

  /** Where answers go; fails when the operator has hung up. */
  public interface Replies {
    void send(OperatorReply reply) throws IOException;
  }

  /** Answers one question; a watch goes on until the operator hangs up. */
  public void answer(OperatorMessage question, Replies replies)
      throws IOException, InterruptedException {
    // Whoever asks after an apply means what that has left.
    service.refresh();
    Optional<ClusterService> cluster = service.cluster(question.cluster());
    if (cluster.isEmpty()) {
      replies.send(new OperatorReply.Trouble(unknown(question.cluster())));
      return;
    }
    switch (question) {
      case OperatorMessage.Status m -> replies.send(status(cluster.get()));
      case OperatorMessage.Watch m -> watch(cluster.get(), replies);
      case OperatorMessage.Wait m -> replies.send(await(cluster.get(), m));
      case OperatorMessage.Timeline m ->
          replies.send(new OperatorReply.TimelineIs(cluster.get().timeline()));
      case OperatorMessage.Logs m -> replies.send(logs(cluster.get(), m));
      case OperatorMessage.Ask m -> replies.send(ask(cluster.get(), m));
      case OperatorMessage.Kubeconfig m -> replies.send(kubeconfig(cluster.get(), m));
    }
  }

  private String unknown(String name) {
    List<String> known = service.clusters().stream().map(c -> c.name().value()).toList();
    if (known.isEmpty()) {
      return "this manager serves no cluster yet; next: ekube apply";
    }
    return name.isEmpty()
        ? "this manager serves several clusters, name one of " + known
        : "this manager serves no cluster " + name + ", but " + known;
  }

  private static OperatorReply status(ClusterService cluster) {
    return cluster
        .status()
        .<OperatorReply>map(OperatorReply.StatusIs::new)
        .orElseGet(() -> new OperatorReply.Trouble("the service is still starting"));
  }

  private static void watch(ClusterService cluster, Replies replies)
      throws IOException, InterruptedException {
    while (true) {
      long version = cluster.version();
      replies.send(status(cluster));
      // The arbiter steps once a second at least, so a hung-up operator is noticed soon.
      cluster.awaitChange(version, LOOK_MILLIS);
    }
  }

  private static OperatorReply await(ClusterService cluster, OperatorMessage.Wait wait)
      throws InterruptedException {
    long end = System.nanoTime() + Math.min(wait.timeout(), 86_400_000L) * 1_000_000;
    while (true) {
      long version = cluster.version();
      Optional<ClusterStatus> status = cluster.status();
      boolean reached = status.filter(s -> isReached(s, wait.until())).isPresent();
      long left = (end - System.nanoTime()) / 1_000_000;
      if (status.isPresent() && (reached || left <= 0)) {
        return new OperatorReply.Waited(reached, status.get());
      }
      cluster.awaitChange(version, Math.clamp(left, 1, LOOK_MILLIS));
    }
  }

  private static boolean isReached(ClusterStatus status, String until) {
    boolean formed = status.phase().equals("formed") || status.phase().equals("ready");
    return switch (until) {
      case "api" -> formed && status.nodes().stream().anyMatch(Desk::hasSeenApi);
      case "formed" ->
          formed && status.nodes().stream().allMatch(node -> node.condition().equals("settled"));
      default -> status.ready();
    };
  }

  private static boolean hasSeenApi(NodeStatus node) {
    return node.milestones().stream().anyMatch(done -> done.task() == Task.AWAIT_API);
  }

  private static OperatorReply logs(ClusterService cluster, OperatorMessage.Logs question)
      throws InterruptedException {
    Optional<CompletableFuture<List<String>>> answer =
        cluster.logs(question.node(), question.unit(), question.lines());
    if (answer.isEmpty()) {
      return new OperatorReply.Trouble(question.node() + " has no connection");
    }
    try {
      return new OperatorReply.LogLines(answer.get().get());
    } catch (ExecutionException e) {
      return new OperatorReply.Trouble(question.node() + " did not answer in time");
    }
  }

  private static OperatorReply ask(ClusterService cluster, OperatorMessage.Ask question)
      throws InterruptedException {
    try {
      return new OperatorReply.Asked(cluster.ask(question.request()).get());
    } catch (ExecutionException e) {
      return new OperatorReply.Trouble("the arbiter did not answer in time");
    }
  }

  private static OperatorReply kubeconfig(
      ClusterService cluster, OperatorMessage.Kubeconfig question) {
    return new OperatorReply.KubeconfigIs(
        cluster.kubeconfig(question.user(), question.groups(), question.ttl()));
  }
}
