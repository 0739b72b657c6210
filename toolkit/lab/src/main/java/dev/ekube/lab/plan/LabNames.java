package dev.ekube.lab.plan;

import dev.ekube.model.ClusterName;
import dev.ekube.model.NodeName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** What everything of a lab is called, and the labels by which it is found again. */
public final class LabNames {
  /** Carried by all that was made; its value is the cluster's name. */
  public static final String LAB = "dev.ekube.lab";

  /** Carried by containers: which node it is. */
  public static final String NODE = "dev.ekube.lab.node";

  /** Carried by containers and networks: the lab's folder on this host. */
  public static final String FOLDER = "dev.ekube.lab.folder";

  private LabNames() {}

  public static String container(ClusterName lab, NodeName node) {
    return network(lab) + "-" + node;
  }

  public static String network(ClusterName lab) {
    return "ekube-lab-" + lab;
  }

  /** The host's device on the network; Linux allows fifteen characters. */
  public static String bridge(ClusterName lab) {
    CRC32 sum = new CRC32();
    sum.update(lab.value().getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "eklab%08x", sum.getValue());
  }
}
