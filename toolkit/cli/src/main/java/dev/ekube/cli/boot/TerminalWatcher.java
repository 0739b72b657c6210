package dev.ekube.cli.boot;

import dev.ekube.cli.Pause;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.forming.Formation;
import dev.ekube.cli.forming.FormingView;
import dev.ekube.cli.forming.PaceFile;
import dev.ekube.cli.output.StatusText;
import dev.ekube.manager.outside.ApiClient;
import dev.ekube.manager.outside.RealOutside;
import dev.ekube.pki.CertificateStore;
import dev.ekube.wire.ClusterStatus;
import java.time.Duration;
import java.util.Optional;

/** Shows on a terminal what is waited for, and how long that has taken before. */
final class TerminalWatcher implements Bringup.Watcher {
  private static final long LOOK_MILLIS = 300;
  private static final Duration CALL = Duration.ofSeconds(1);

  private final Target target;
  private final Terminal terminal;
  private final Duration limit;
  private final PaceFile paces;
  private final FormingView view;

  /**
   * A watcher whose clock begins now.
   *
   * @param limit of each wait
   */
  TerminalWatcher(Target target, Terminal terminal, Duration limit) {
    this.target = target;
    this.terminal = terminal;
    this.limit = limit;
    this.paces = new PaceFile(target.manager().paceFile(target.cluster().name()));
    this.view = new FormingView(terminal, System::nanoTime, paces.read());
  }

  @Override
  public void tell(String line) {
    view.tell(line);
  }

  @Override
  public Waiting waiting() {
    return new Waiting(
        limit,
        System::nanoTime,
        () -> {
          status().ifPresent(view::show);
          Pause.of(LOOK_MILLIS, "waiting for nodes");
        });
  }

  private Optional<ClusterStatus> status() {
    return target.seen();
  }

  @Override
  public boolean formed() {
    CertificateStore store = target.manager().authorities(target.cluster().name()).open(this::tell);
    Formation formation = new Formation(target::seen, target::guard, view);
    try (ApiClient api = RealOutside.api(target::cluster, store, CALL)) {
      if (formation.await(api, limit)) {
        paces.write(view.measured());
        return true;
      }
    }
    status().map(StatusText::lines).ifPresent(l -> l.forEach(terminal.err()::println));
    terminal
        .err()
        .printf(
            "ekube: %s is no cluster after %d s; next: ekube status, ekube logs NODE; the same"
                + " command goes on waiting%n",
            target.cluster().name(), limit.toSeconds());
    return false;
  }
}
