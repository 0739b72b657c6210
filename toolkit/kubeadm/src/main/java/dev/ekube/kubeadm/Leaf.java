package dev.ekube.kubeadm;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One certificate that a node or the manager holds: who signs it and what it says. A certificate
 * signing request contributes its public key and nothing else; what is granted stands here.
 *
 * @param name short and unique on its node: {@code apiserver}, {@code etcd-peer}, {@code kubelet}
 * @param organizations become the subject's O, in this order
 * @param usages in the order of their declaration
 * @param dnsNames subject alternative names, in this order
 * @param addresses subject alternative addresses in text form, IPv4 or IPv6
 */
public record Leaf(
    String name,
    Authority authority,
    String commonName,
    List<String> organizations,
    Set<Usage> usages,
    List<String> dnsNames,
    List<String> addresses) {

  /** What the certificate may be used for: its extended key usages. */
  public enum Usage {
    SERVER,
    CLIENT
  }

  public Leaf {
    organizations = List.copyOf(organizations);
    usages = Collections.unmodifiableSet(new TreeSet<>(usages));
    dnsNames = List.copyOf(dnsNames);
    addresses = List.copyOf(addresses);
  }
}
