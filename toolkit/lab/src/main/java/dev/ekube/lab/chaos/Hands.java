package dev.ekube.lab.chaos;

import dev.ekube.apply.port.PortException;
import dev.ekube.lab.Lab;
import dev.ekube.lab.host.ManagerProcess;
import dev.ekube.model.NodeName;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Does to a lab what a round says, and knows what to undo. {@link #restore} may come from another
 * thread at any time; nothing is done after it.
 */
public final class Hands {
  private static final long LOOK_MILLIS = 100;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

  private static final String KILL_AGENT =
      "systemctl kill --signal=KILL --kill-who=main ekube-agent || true";

  private static final String KILL_ETCD = "pkill -KILL -x etcd || true";

  /** The file system shrinks to what it holds, so that the host's memory stays as it was. */
  private static final String FILL =
      """
      set -e
      used=$(df --output=used -k PATH | tail -n 1)
      mount -o remount,size=$((used + 64))k PATH
      dd if=/dev/zero of=PATH/ekube-lab-full bs=4k 2>/dev/null || true
      """;

  private static final String FREE = "rm -f PATH/ekube-lab-full; mount -o remount,size=50% PATH";

  private final Lab lab;
  private final ManagerProcess manager;
  private final Observer observer;
  private final LongSupplier nanos;
  private final CountDownLatch closed = new CountDownLatch(1);

  private final SortedSet<NodeName> off = new TreeSet<>();
  private final SortedSet<NodeName> paused = new TreeSet<>();
  private final SortedSet<NodeName> cut = new TreeSet<>();
  private final SortedMap<NodeName, String> full = new TreeMap<>();
  private final SortedSet<NodeName> booted = new TreeSet<>();
  private Optional<NodeName> leader = Optional.empty();
  private Optional<NodeName> holder = Optional.empty();
  private long gone;
  private long held;

  public Hands(Lab lab, ManagerProcess manager, Observer observer, LongSupplier nanos) {
    this.lab = lab;
    this.manager = manager;
    this.observer = observer;
    this.nanos = nanos;
  }

  /**
   * What a round has done.
   *
   * @param booted nodes that are in a new boot
   * @param bound what may be lost
   */
  public record Done(SortedSet<NodeName> booted, Writes.Bound bound) {}

  /** Everything that a round consists of, in its order. */
  public Done run(Round round) {
    leader = observer.leader();
    holder = observer.holder();
    booted.clear();
    gone = 0;
    held = 0;
    for (Act act : round.acts()) {
      act(act);
    }
    return new Done(
        new TreeSet<>(booted),
        switch (round.promise()) {
          case ALL -> Writes.Bound.NOTHING;
          case SURVIVOR, SNAPSHOT -> new Writes.Bound(gone, held);
        });
  }

  private void act(Act act) {
    switch (act) {
      case Act.Wait wait -> rest(wait.millis());
      case Act.AwaitTasks await -> await(node(await.node()), await.tasks());
      case Act.NoteSnapshot note -> held = observer.snapshot();
      case Act.NoteSurvivor note -> held = revision(node(note.node()));
      case Act.Kill kill -> kill(nodes(kill.nodes()));
      case Act.Boot boot -> boot(nodes(boot.nodes()));
      case Act.Pause pause -> pause(node(pause.node()), pause.paused());
      case Act.Cut pull -> cut(node(pull.node()), pull.cut());
      case Act.KillAgent agent -> run(node(agent.node()), KILL_AGENT);
      case Act.KillEtcd etcd -> run(node(etcd.node()), KILL_ETCD);
      case Act.Fill fill -> fill(node(fill.node()), fill.path(), fill.full());
      case Act.KillManager kill -> killManager();
      case Act.StartManager start -> startManager();
    }
  }

  private List<NodeName> nodes(List<Who> who) {
    return who.stream().map(this::node).toList();
  }

  private NodeName node(Who who) {
    return switch (who) {
      case Who.Named named -> named.node();
      case Who.Leader any ->
          leader.orElseThrow(
              () ->
                  PortException.failed(
                      "tried to find the etcd leader but nobody is known to lead",
                      "look at etcd: ekube status"));
      case Who.Holder any ->
          holder.orElseThrow(
              () ->
                  PortException.failed(
                      "tried to find the holder of the virtual address but nobody has it",
                      "look at keepalived: ekube lab exec NODE -- systemctl status keepalived"));
    };
  }

  private synchronized void kill(List<NodeName> nodes) {
    refuseClosed();
    off.addAll(nodes);
    Lab.together(nodes, lab::kill);
    gone = nanos.getAsLong();
  }

  private synchronized void boot(List<NodeName> nodes) {
    refuseClosed();
    observer.booting(nodes);
    lab.boot(nodes, node -> {});
    off.removeAll(nodes);
    booted.addAll(nodes);
  }

  private synchronized void pause(NodeName node, boolean still) {
    refuseClosed();
    paused.add(node);
    lab.pause(node, still);
    if (!still) {
      paused.remove(node);
    }
  }

  private synchronized void cut(NodeName node, boolean pulled) {
    refuseClosed();
    cut.add(node);
    lab.partition(node, pulled);
    if (!pulled) {
      cut.remove(node);
    }
  }

  private synchronized void fill(NodeName node, String path, boolean filled) {
    refuseClosed();
    full.put(node, path);
    run(node, (filled ? FILL : FREE).replace("PATH", path));
    if (!filled) {
      full.remove(node);
    }
  }

  private synchronized void killManager() {
    refuseClosed();
    manager.kill();
  }

  private synchronized void startManager() {
    refuseClosed();
    manager.start();
  }

  private void run(NodeName node, String script) {
    OutputStream none = OutputStream.nullOutputStream();
    int code = lab.exec(node, List.of("sh", "-c", script), none, none);
    if (code != 0) {
      throw PortException.failed(
          "tried to run a script on %s but it ended with %d".formatted(node, code),
          "look inside: ekube lab exec " + node + " -- df");
    }
  }

  /** How far the data of one etcd reaches, which it tells without a quorum. */
  private long revision(NodeName node) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    List<String> words = new ArrayList<>(Etcdctl.words());
    words.addAll(List.of("endpoint", "status", "-w", "json"));
    lab.exec(node, words, said, OutputStream.nullOutputStream());
    return Etcdctl.revision(said.toString(StandardCharsets.UTF_8))
        .orElseThrow(
            () ->
                PortException.failed(
                    "tried to ask etcd of " + node + " how far it reaches but it did not tell",
                    "look at it: ekube lab exec " + node + " -- crictl ps -a"));
  }

  private void await(NodeName node, int tasks) {
    long began = nanos.getAsLong();
    while (!observer.hasFinished(node, tasks)) {
      if (nanos.getAsLong() - began > PATIENCE_NANOS) {
        throw PortException.failed(
            "tried to wait for task %d of %s but it did not come".formatted(tasks, node),
            "look at its agent: ekube lab logs " + node);
      }
      rest(LOOK_MILLIS);
    }
  }

  private void rest(long millis) {
    try {
      if (closed.await(millis, TimeUnit.MILLISECONDS)) {
        throw PortException.interrupted("doing things to the lab");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("doing things to the lab");
    }
  }

  private void refuseClosed() {
    if (closed.getCount() == 0) {
      throw PortException.interrupted("doing things to the lab");
    }
  }

  /** Undoes what is undone: cables, frozen and powerless nodes, the manager. */
  public void restore() {
    closed.countDown();
    synchronized (this) {
      List.copyOf(paused).forEach(node -> lab.pause(node, false));
      List.copyOf(cut).forEach(node -> lab.partition(node, false));
      full.forEach((node, path) -> run(node, FREE.replace("PATH", path)));
      lab.boot(new ArrayList<>(off), node -> {});
      manager.start();
    }
  }
}
