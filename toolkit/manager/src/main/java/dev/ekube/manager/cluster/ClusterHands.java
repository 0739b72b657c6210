package dev.ekube.manager.cluster;

import dev.ekube.machine.arbiter.ArbiterEffect;
import dev.ekube.machine.arbiter.ArbiterEvent;
import dev.ekube.machine.arbiter.EtcdChange;
import dev.ekube.machine.arbiter.EtcdView;
import dev.ekube.manager.log.Log;
import dev.ekube.manager.net.Words;
import dev.ekube.manager.port.Etcd;
import dev.ekube.manager.port.Kubernetes;
import dev.ekube.manager.snapshot.Shelf;
import dev.ekube.model.NodeName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Does what the arbiter wants: at once what takes no time, elsewhere what does. */
final class ClusterHands implements Hands {
  private final NodeHands nodes;
  private final Etcd etcd;
  private final Kubernetes kubernetes;
  private final Shelf shelf;
  private final Executor elsewhere;
  private final Answers answers;
  private final Log log;
  private final AtomicLong takes = new AtomicLong();

  /** Where answers go. */
  interface Answers {
    void post(LongFunction<ArbiterEvent> event);

    void answer(ArbiterEffect.Answer answer);

    void admitted(ArbiterEffect.Admit admit);
  }

  ClusterHands(
      NodeHands nodes,
      Etcd etcd,
      Kubernetes kubernetes,
      Shelf shelf,
      Executor elsewhere,
      Answers answers,
      Log log) {
    this.nodes = nodes;
    this.etcd = etcd;
    this.kubernetes = kubernetes;
    this.shelf = shelf;
    this.elsewhere = elsewhere;
    this.answers = answers;
    this.log = log;
  }

  @Override
  public void perform(ArbiterEffect effect) {
    switch (effect) {
      case ArbiterEffect.Admit e -> {
        answers.admitted(e);
        elsewhere.execute(() -> nodes.admit(e));
      }
      case ArbiterEffect.Refuse e -> nodes.refuse(e);
      case ArbiterEffect.Close e -> nodes.close(e);
      case ArbiterEffect.Probe e -> nodes.probe(e.node());
      case ArbiterEffect.Send e -> nodes.send(e);
      case ArbiterEffect.Alarm e -> log.error("alarm", Map.of("what", e.words()));
      case ArbiterEffect.LookAtEtcd e -> elsewhere.execute(() -> look(e.epoch()));
      case ArbiterEffect.ChangeEtcd e -> elsewhere.execute(() -> change(e.change()));
      case ArbiterEffect.TakeSnapshot e -> elsewhere.execute(() -> take(e.epoch()));
      case ArbiterEffect.DropSnapshot e -> elsewhere.execute(() -> drop(e.id()));
      case ArbiterEffect.ApplyObjects e -> elsewhere.execute(() -> apply(e.epoch()));
      case ArbiterEffect.Drain e -> elsewhere.execute(() -> drain(e.node(), e.deadline()));
      case ArbiterEffect.Uncordon e -> elsewhere.execute(() -> uncordon(e.node()));
      case ArbiterEffect.Answer e -> answers.answer(e);
      case ArbiterEffect.Append e -> throw new IllegalStateException("the driver appends");
      case ArbiterEffect.SetTimer e -> throw new IllegalStateException("the driver has the timer");
    }
  }

  private void look(int epoch) {
    try {
      answers.post(seen(epoch));
    } catch (InterruptedException | RuntimeException e) {
      answers.post(at -> new ArbiterEvent.EtcdSeen(at, EtcdView.silent(epoch, at, Words.of(e))));
    }
  }

  private LongFunction<ArbiterEvent> seen(int epoch) throws InterruptedException {
    var view = etcd.look(epoch);
    return at -> new ArbiterEvent.EtcdSeen(at, view.seenAt(at));
  }

  private void change(EtcdChange change) {
    EtcdChange.Outcome outcome;
    try {
      outcome = etcd.change(change);
    } catch (InterruptedException | RuntimeException e) {
      outcome = new EtcdChange.Outcome.Unknown(Words.of(e));
    }
    EtcdChange.Outcome ended = outcome;
    log.info("etcd membership", Map.of("change", change, "outcome", ended));
    answers.post(at -> new ArbiterEvent.EtcdChanged(at, change, ended));
  }

  private void take(int epoch) {
    Path file = shelf.place("take", takes.incrementAndGet());
    try {
      Etcd.Snapshot saved = etcd.save(epoch, file);
      var kept = shelf.keep(file, epoch, saved.revision(), saved.index());
      answers.post(at -> new ArbiterEvent.SnapshotTaken(at, kept, Optional.empty()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      String why = Words.of(e);
      log.warn("snapshot failed", Map.of("epoch", epoch, "why", why));
      answers.post(at -> new ArbiterEvent.SnapshotFailed(at, epoch, why));
    }
  }

  private void drop(String id) {
    try {
      shelf.drop(id);
    } catch (IOException e) {
      log.warn("snapshot cannot be deleted", Map.of("id", id, "why", Words.of(e)));
    }
  }

  private void apply(int epoch) {
    Optional<String> trouble = attempt(kubernetes::apply, "objects");
    answers.post(at -> new ArbiterEvent.ObjectsApplied(at, epoch, trouble));
  }

  private void drain(NodeName node, long deadline) {
    Optional<String> trouble =
        attempt(() -> kubernetes.drain(node, Duration.ofMillis(deadline)), "drain of " + node);
    answers.post(at -> new ArbiterEvent.Drained(at, node, trouble));
  }

  private void uncordon(NodeName node) {
    attempt(() -> kubernetes.uncordon(node), "uncordon of " + node);
  }

  /** Something of the API that may fail. */
  private interface Attempt {
    void run() throws IOException, InterruptedException;
  }

  private Optional<String> attempt(Attempt attempt, String what) {
    try {
      attempt.run();
      return Optional.empty();
    } catch (IOException | InterruptedException | RuntimeException e) {
      String why = Words.of(e);
      log.warn("API call failed", Map.of("what", what, "why", why));
      return Optional.of(why);
    }
  }
}
