package dev.ekube.spec.rule.network;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** What the API server takes. */
public final class ServicesSize extends Check {
  public ServicesSize() {
    super(
        "services-size",
        "The service network has a prefix from /12 to /28. The API server takes no "
            + "larger one, and the cluster's DNS needs the tenth address.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .network()
        .services()
        .filter(c -> c.value().prefix() < 12 || c.value().prefix() > 28)
        .ifPresent(
            c ->
                found.add(
                    problem(
                        c.place(),
                        "the service network "
                            + c.value()
                            + " is too "
                            + (c.value().prefix() < 12 ? "large" : "small"),
                        "write a prefix from /12 to /28, such as 10.96.0.0/12")));
  }
}
