package dev.ekube.cli.boot;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.boot.Intent.Manner;
import dev.ekube.cli.forming.Formation;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.model.NodeName;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What follows an apply:
 *
 * <pre>
 *   service -> which nodes need a boot -> boot them -> wait until Ready
 * </pre>
 *
 * A node needs one when nobody hears of it, or when it was served something else than it would be
 * served now. Nodes of a cluster that works are rebooted by the arbiter, one after the other; all
 * others at once. Cut at any point and begun again, it goes on.
 */
final class Bringup {
  private final Target target;
  private final BootBookFile file;
  private final Watcher watcher;
  private final LongSupplier millis;
  private SortedMap<NodeName, String> before = new TreeMap<>();

  /**
   * A bringing up that has not begun.
   *
   * @param millis the time, in milliseconds since 1970
   */
  Bringup(Target target, Watcher watcher, LongSupplier millis) {
    this.target = target;
    this.file = new BootBookFile(target.manager().bootBook(target.cluster().name()));
    this.watcher = watcher;
    this.millis = millis;
  }

  /** What is waited with and told to. */
  interface Watcher {
    /** One line of the story. */
    void tell(String line);

    /** Waits until all of it is there; false when the time is over. */
    boolean formed();

    /** For what comes step by step. */
    Waiting waiting();
  }

  /** Looks who has booted what, before anything of it changes. */
  void begin() {
    before = target.served();
    target.seen().ifPresent(status -> learn(status, before));
  }

  private BootBook learn(ClusterStatus status, SortedMap<NodeName, String> served) {
    BootBook was = file.read();
    BootBook book = was.learning(status, served);
    if (!book.equals(was)) {
      file.write(book);
    }
    return book;
  }

  /**
   * Does the rest.
   *
   * @param agrees whether nodes are to be booted, asked with a question only when some need it
   */
  ExitCode finish(Predicate<String> agrees) {
    target.serve(watcher::tell);
    ClusterStatus now =
        watcher
            .waiting()
            .until(
                "the service to know the cluster",
                "ekube status; journalctl -u ekube",
                target::seen);
    BootBook book = learn(now, before);
    SortedMap<NodeName, String> served = target.served();
    List<NodeName> silent =
        now.nodes().stream().filter(node -> !node.connected()).map(NodeStatus::name).toList();
    List<NodeName> outdated = book.outdated(now, served);
    if (silent.isEmpty() && outdated.isEmpty()) {
      return Formation.isReady(now) ? ExitCode.DONE : await(served);
    }
    if (!agrees.test(question(silent, outdated))) {
      watcher.tell(
          "%s; next: ekube apply --boot"
              .formatted(
                  words(silent, "not up")
                      + and(silent, outdated)
                      + words(outdated, "up with what was applied before")));
      return ExitCode.DONE;
    }
    wake(silent, book);
    return outdated.isEmpty() ? await(served) : reboot(outdated, served);
  }

  private static String question(List<NodeName> silent, List<NodeName> outdated) {
    return "Boot now? "
        + words(silent, "not up")
        + and(silent, outdated)
        + words(outdated, "to be rebooted");
  }

  private static String and(List<NodeName> some, List<NodeName> others) {
    return some.isEmpty() || others.isEmpty() ? "" : ", ";
  }

  private static String words(List<NodeName> nodes, String how) {
    return nodes.isEmpty() ? "" : "%s (%d) %s".formatted(names(nodes), nodes.size(), how);
  }

  private static String names(List<NodeName> nodes) {
    List<String> shown = nodes.stream().limit(6).map(NodeName::value).toList();
    return String.join(", ", shown) + (nodes.size() > shown.size() ? " …" : "");
  }

  /** A node that was told a while ago boots already; told again, it would begin anew. */
  private void wake(List<NodeName> silent, BootBook book) {
    long now = millis.getAsLong();
    long limit = watcher.waiting().limit().toMillis();
    List<NodeName> untold =
        silent.stream().filter(node -> now - book.told().getOrDefault(node, 0L) > limit).toList();
    if (silent.isEmpty()) {
      return;
    }
    target.overseer().ask(new Request.ExpectBoot(silent));
    List<NodeName> left = target.power().wake(untold);
    List<NodeName> told = new ArrayList<>(untold);
    told.removeAll(left);
    file.write(book.telling(told, now));
    if (!told.isEmpty()) {
      watcher.tell("booting %s %s".formatted(names(told), target.power().words()));
    }
    if (!left.isEmpty()) {
      watcher.tell("switch on by hand: " + names(left));
    }
  }

  /** One after the other where there is something to lose, all at once where there is not. */
  private ExitCode reboot(List<NodeName> outdated, SortedMap<NodeName, String> served) {
    String phase = target.overseer().status().phase();
    boolean formed = phase.equals("formed") || phase.equals("ready");
    if (formed && !watcher.formed()) {
      return ExitCode.FAILED;
    }
    Intent intent =
        Intent.of(target.cluster(), formed ? Manner.ROLLING : Manner.KEEP).only(outdated);
    Restart restart =
        new Restart(intent, target.overseer(), target.power(), watcher.waiting(), watcher::tell);
    restart.run(restart.look());
    return await(served);
  }

  private ExitCode await(SortedMap<NodeName, String> served) {
    boolean formed = watcher.formed();
    target.seen().ifPresent(status -> learn(status, served));
    return formed ? ExitCode.DONE : ExitCode.FAILED;
  }
}
