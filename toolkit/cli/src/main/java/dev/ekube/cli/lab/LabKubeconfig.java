package dev.ekube.cli.lab;

import dev.ekube.model.Endpoint;
import dev.ekube.pki.CertificateStore;
import dev.ekube.pki.Kubeconfig;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An administrator's kubeconfig in the lab's folder. */
public final class LabKubeconfig {
  private static final Duration LIFETIME = Duration.ofDays(30);

  private LabKubeconfig() {}

  /** Writes it unless it is there. */
  public static void ensure(LabSite site) {
    if (!Files.exists(site.folder().kubeconfig())) {
      write(site, site.manager().authorities(site.cluster().name()).open(line -> {}));
    }
  }

  static void write(LabSite site, CertificateStore store) {
    Endpoint endpoint = site.cluster().endpoint();
    Kubeconfig.Granted granted =
        Kubeconfig.grant(
            store,
            "https://" + endpoint.vip() + ":" + endpoint.port(),
            "kubernetes-admin",
            List.of("kubeadm:cluster-admins"),
            site.cluster().security().keys(),
            site.manager().clock().instant(),
            LIFETIME);
    site.manager()
        .audit(site.cluster().name())
        .add("kubeconfig", Map.of("user", "kubernetes-admin", "by", "lab up"));
    site.folder().write(site.folder().kubeconfig(), granted.text());
  }
}
