package dev.ekube.adapters.files;

import dev.ekube.model.ClusterName;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Role;
import java.util.ArrayList;
import java.util.List;

/** Every overlay name that a cluster can have. */
final class OverlayNames {
  private OverlayNames() {}

  static List<OverlayName> of(ClusterName cluster) {
    List<OverlayName> names = new ArrayList<>();
    names.add(OverlayName.common(cluster));
    for (Role role : Role.values()) {
      names.add(OverlayName.of(cluster, role));
    }
    names.add(OverlayName.hosts(cluster));
    return names;
  }
}
