package dev.ekube.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The networks of a cluster. */
public record Network(
    Provisioning provisioning, Cidr pods, Cidr services, String dnsDomain, Cni cni) {

  /** The network that nodes boot from and talk over. */
  public record Provisioning(
      Cidr cidr,
      String interfaceName,
      Optional<Ipv4> gateway,
      List<Ipv4> dns,
      List<String> ntp,
      Optional<Ipv4Range> dhcp,
      OptionalInt mtu) {
    public Provisioning {
      dns = List.copyOf(dns);
      ntp = List.copyOf(ntp);
    }
  }

  /**
   * The pod network's plug-in.
   *
   * @param nftables flannel writes nftables rules instead of iptables ones
   */
  public record Cni(Kind kind, String version, boolean nftables, OptionalInt mtu) {
    /** {@code NONE}: the site brings its own through {@code manifests}. */
    public enum Kind {
      FLANNEL,
      NONE
    }
  }

  /** The first address of the service network, which is {@code kubernetes.default}. */
  public Ipv4 apiService() {
    return services.network().plus(1);
  }

  /** The tenth address of the service network, which is the cluster's DNS (kubeadm's choice). */
  public Ipv4 dnsService() {
    return services.network().plus(10);
  }
}
