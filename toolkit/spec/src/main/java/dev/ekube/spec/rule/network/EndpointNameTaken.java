package dev.ekube.spec.rule.network;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Set;

/** The name of the API means the virtual address. */
public final class EndpointNameTaken extends Check {
  public EndpointNameTaken() {
    super(
        "endpoint-name-taken",
        "The name of the endpoint stands for the virtual address in every node's "
            + "/etc/hosts, so it cannot be the name of a node or of the manager, and not "
            + "localhost.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .endpoint()
        .name()
        .ifPresent(
            name -> {
              boolean node = draft.nodes().stream().anyMatch(n -> n.called().equals(name.value()));
              boolean manager =
                  draft.manager().name().map(m -> m.value().equals(name.value())).orElse(false);
              boolean taken = TAKEN.contains(name.value());
              if (node || manager || taken) {
                String who = node ? "a node" : manager ? "the manager" : "something else already";
                found.add(
                    problem(
                        name.place(),
                        "the endpoint's name " + name.value() + " names " + who,
                        "write a name of its own, such as api." + name.value()));
              }
            });
  }

  private static final Set<String> TAKEN = Set.of("localhost", "warewulf");
}
