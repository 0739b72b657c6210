package dev.ekube.spec.rule.node;

import dev.ekube.model.Problem;
import dev.ekube.model.Role;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** Somebody must do the work. */
public final class WorkerMissing extends Check {
  public WorkerMissing() {
    super(
        "worker-missing",
        "There is no worker, and control nodes carry a taint that keeps workloads away, "
            + "so nothing but the cluster's own pods will run.");
  }

  @Override
  public Problem.Severity severity() {
    return Problem.Severity.WARNING;
  }

  @Override
  public void check(Draft draft, Found found) {
    boolean worker = draft.nodes().stream().anyMatch(n -> n.is(Role.WORKER));
    boolean tainted =
        draft.roles().get(Role.CONTROL).taints().stream()
            .anyMatch(t -> t.value().key().equals("node-role.kubernetes.io/control-plane"));
    if (draft.nodesComplete() && !worker && tainted) {
      found.add(
          problem(
              draft.nodesPlace().place(),
              "there is no worker, and control nodes take no workloads",
              "add a worker, or write 'roles: {control: {taints: []}}'"));
    }
  }
}
