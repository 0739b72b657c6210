package dev.ekube.cli.boot;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.Lifetime;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.lab.LabEngine;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of verbs that make nodes boot: whose nodes, how, and how long to wait. */
final class BootHow {
  /** What makes nodes boot. */
  enum Via {
    SSH,
    IPMI
  }

  @Option(
      names = "--via",
      paramLabel = "ssh|ipmi",
      description = {
        "How nodes are told to boot: `systemctl reboot` as root",
        "through ssh (default), or `wwctl power cycle`."
      })
  private Via via = Via.SSH;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Lifetime.class,
      description = "How long to wait for each step (default: 15m).")
  private Duration timeout = Duration.ofMinutes(15);

  @Option(
      names = "--lab",
      description = "The nodes of the lab of this cluster.yaml; nothing but the lab is touched.")
  private boolean lab;

  @Option(
      names = "--image",
      paramLabel = "base|control=TAR|REF",
      description = "With --lab: node image to take from now on, as with `ekube lab up`.")
  private Map<String, String> images = Map.of();

  Duration timeout() {
    return timeout;
  }

  boolean isLab() {
    return lab;
  }

  /** Whose nodes they are; a lab may have to be made. */
  Target target(
      ClusterArgument argument, Options options, Consent consent, String verb, Terminal terminal) {
    return lab
        ? LabTarget.open(argument, images, verb, LabEngine.ofMachine().get(), terminal)
        : SiteTarget.open(argument, options, consent, verb, terminal, via);
  }
}
