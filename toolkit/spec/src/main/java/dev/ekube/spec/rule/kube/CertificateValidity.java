package dev.ekube.spec.rule.kube;

import dev.ekube.model.Security;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.time.Duration;

/** Long enough that there is time to renew, short enough that a leaked key ends by itself. */
public final class CertificateValidity extends Check {
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  public CertificateValidity() {
    super(
        "certificate-validity",
        "Certificates hold for at least 10 minutes, so that there is time to renew them, and for at"
            + " most 365 days, because Kubernetes cannot take a certificate back.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .security()
        .certificates()
        .filter(e -> e.value().compareTo(SHORTEST) < 0 || e.value().compareTo(Security.YEAR) > 0)
        .ifPresent(
            e ->
                found.add(
                    problem(
                        e.place(),
                        "certificates that hold for " + words(e.value()) + " are out of bounds",
                        "write 10m to 8760h, such as 2160h")));
  }

  private static String words(Duration duration) {
    return duration.toHours() > 0 ? duration.toHours() + " hours" : duration.toSeconds() + " s";
  }
}
