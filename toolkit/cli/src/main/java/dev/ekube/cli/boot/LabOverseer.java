package dev.ekube.cli.boot;

import dev.ekube.cli.lab.LabSite;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.wire.ClusterStatus;
import java.util.function.Supplier;

/**
 * The service of a lab, and a hand at its switches: a container that reboots itself only ends,
 * where a machine would boot again.
 */
record LabOverseer(Supplier<LabSite> site, Overseer service) implements Overseer {
  @Override
  public ClusterStatus status() {
    LabSite now = site.get();
    now.lab().boot(now.ended(), node -> {});
    return service.status();
  }

  @Override
  public void ask(Request request) {
    service.ask(request);
  }
}
