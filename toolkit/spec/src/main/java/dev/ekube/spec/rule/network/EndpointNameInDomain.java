package dev.ekube.spec.rule.network;

import dev.ekube.model.Problem;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Optional;

/** The cluster's DNS answers for its own domain. */
public final class EndpointNameInDomain extends Check {
  public EndpointNameInDomain() {
    super(
        "endpoint-name-in-domain",
        "The endpoint's name lies in the cluster's own DNS domain. Inside pods the "
            + "cluster's DNS answers for that domain and does not know the name.");
  }

  @Override
  public Problem.Severity severity() {
    return Problem.Severity.WARNING;
  }

  @Override
  public void check(Draft draft, Found found) {
    Optional<Placed<String>> domain = draft.network().dnsDomain();
    draft
        .endpoint()
        .name()
        .filter(name -> domain.isPresent() && name.value().endsWith("." + domain.get().value()))
        .ifPresent(
            name ->
                found.add(
                    problem(
                        name.place(),
                        "pods cannot resolve %s, which lies in the cluster's domain %s"
                            .formatted(name.value(), domain.orElseThrow().value()),
                        "write a name in another domain")));
  }
}
