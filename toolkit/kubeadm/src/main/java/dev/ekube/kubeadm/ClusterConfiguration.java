package dev.ekube.kubeadm;

import dev.ekube.model.Cluster;
import dev.ekube.model.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What kubeadm keeps of a cluster in the API to work with later. It names no members of etcd: a
 * list in it would take the place of the one that {@code kubeadm join} works out.
 */
public final class ClusterConfiguration {
  private static final Templates TEMPLATES = new Templates(List.of(ClusterConfiguration.class));

  private ClusterConfiguration() {}

  /** kubeadm's {@code ClusterConfiguration} of version v1beta4, as YAML with comments. */
  public static String of(Cluster cluster) {
    return TEMPLATES.text("templates/cluster-configuration.yaml", TemplateModel.of(cluster));
  }

  /** The kubelet's configuration on nodes of that role, as YAML with comments. */
  public static String kubelet(Cluster cluster, Role role) {
    Map<String, Object> model = new HashMap<>(TemplateModel.of(cluster));
    model.put("role", TemplateModel.kubelet(cluster, role));
    return TEMPLATES.text("templates/kubelet-config.yaml", model);
  }
}
