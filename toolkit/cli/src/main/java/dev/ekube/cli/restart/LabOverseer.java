package dev.ekube.cli.restart;

import dev.ekube.cli.lab.LabSite;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.wire.ClusterStatus;

/**
 * The service of a lab, and a hand at its switches: a container that reboots itself only ends,
 * where a machine would boot again.
 */
record LabOverseer(LabSite site, Overseer service) implements Overseer {
  @Override
  public ClusterStatus status() {
    site.lab().boot(site.asleep(), node -> {});
    return service.status();
  }

  @Override
  public void ask(Request request) {
    service.ask(request);
  }
}
