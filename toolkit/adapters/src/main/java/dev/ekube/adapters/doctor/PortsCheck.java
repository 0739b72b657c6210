package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ports that nodes call are free, or taken by the one who shall have them. */
final class PortsCheck implements HostCheck {
  private static final List<String> WAREWULF = List.of("wwctl", "warewulfd");
  private static final List<String> EKUBE = List.of("java", "ekube");

  @Override
  public String id() {
    return "ports";
  }

  @Override
  public List<Finding> look(Site site, Host host) {
    List<Host.Listener> listeners = host.listeners();
    List<Finding> findings = new ArrayList<>();
    site.warewulf().ifPresent(warewulf -> findings.addAll(warewulfs(warewulf, listeners)));
    site.cluster().ifPresent(cluster -> findings.add(own(cluster.manager().port(), listeners)));
    if (findings.isEmpty()) {
      findings.add(skipped("ports", "neither Warewulf nor a cluster.yaml says which"));
    }
    return findings;
  }

  private List<Finding> warewulfs(WarewulfInstall warewulf, List<Host.Listener> listeners) {
    List<Finding> findings = new ArrayList<>();
    findings.add(warewulfs(warewulf.port(), listeners));
    if (warewulf.tls()) {
      warewulf.tlsPort().ifPresent(port -> findings.add(warewulfs(port, listeners)));
    }
    return findings;
  }

  private Finding warewulfs(int port, List<Host.Listener> listeners) {
    String subject = "port " + port;
    Optional<Host.Listener> holder = holder(port, listeners);
    if (holder.isEmpty()) {
      return warn(subject, "nothing listens; warewulfd should", "systemctl start warewulfd");
    }
    return judge(subject, holder.get(), WAREWULF, "warewulfd", port);
  }

  private Finding own(int port, List<Host.Listener> listeners) {
    String subject = "port " + port;
    return holder(port, listeners)
        .map(holder -> judge(subject, holder, EKUBE, "ekube serve", port))
        .orElseGet(() -> ok(subject, "free for ekube serve"));
  }

  private Finding judge(
      String subject, Host.Listener holder, List<String> wanted, String who, int port) {
    if (holder.program().isEmpty()) {
      return ok(subject, "taken; only root can see whether by %s", who);
    }
    String program = holder.program().get();
    return wanted.contains(program)
        ? ok(subject, "taken by %s, as it should be", program)
        : fail(
            subject,
            "taken by " + program + ", but " + who + " needs it",
            "ss -ltnp 'sport = :" + port + "'    # then stop it or choose another port");
  }

  private static Optional<Host.Listener> holder(int port, List<Host.Listener> listeners) {
    return listeners.stream().filter(listener -> listener.port() == port).findFirst();
  }
}
