package dev.ekube.spec.rule.network;

import dev.ekube.model.Ipv4;
import dev.ekube.model.Problem;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.List;

/** Three DNS servers are read. */
public final class DnsTooMany extends Check {
  public DnsTooMany() {
    super(
        "dns-too-many",
        "The resolver of Linux reads three name servers and passes over the others, and "
            + "the kubelet warns about them in every pod.");
  }

  @Override
  public Problem.Severity severity() {
    return Problem.Severity.WARNING;
  }

  @Override
  public void check(Draft draft, Found found) {
    List<Placed<Ipv4>> dns = draft.network().dns();
    if (dns.size() > 3) {
      found.add(
          problem(
              dns.get(3).place(),
              "nodes read three DNS servers, and this is the fourth",
              "keep the three best"));
    }
  }
}
