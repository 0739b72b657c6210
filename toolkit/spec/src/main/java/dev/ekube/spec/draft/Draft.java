package dev.ekube.spec.draft;

import dev.ekube.model.Architecture;
import dev.ekube.model.Cidr;
import dev.ekube.model.ClusterName;
import dev.ekube.model.ImageRef;
import dev.ekube.model.Images;
import dev.ekube.model.Ipv4;
import dev.ekube.model.Ipv4Range;
import dev.ekube.model.KeyKind;
import dev.ekube.model.KubeVersion;
import dev.ekube.model.Mirror;
import dev.ekube.model.Network;
import dev.ekube.model.Recovery;
import dev.ekube.model.Role;
import dev.ekube.model.Security;
import dev.ekube.model.node.BaseSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A whole cluster as read so far.
 *
 * @param nodesComplete every entry under nodes could be read; else counting them would mislead
 */
public record Draft(
    Optional<Placed<ClusterName>> name,
    Optional<Placed<KubeVersion>> version,
    EndpointPart endpoint,
    NetworkPart network,
    ManagerPart manager,
    SortedMap<Role, DraftRole> roles,
    List<DraftNode> nodes,
    boolean nodesComplete,
    Placed<String> nodesPlace,
    ImagesPart images,
    SecurityPart security,
    List<Placed<String>> manifests,
    RecoveryPart recovery,
    SharePart share) {

  public Draft {
    nodes = List.copyOf(nodes);
    manifests = List.copyOf(manifests);
  }

  /** {@code endpoint}. */
  public record EndpointPart(
      Optional<Placed<Ipv4>> vip,
      Optional<Placed<String>> name,
      Optional<Placed<Integer>> port,
      Optional<Placed<Integer>> routerId,
      List<Placed<String>> certSans) {}

  /** {@code network}. */
  public record NetworkPart(
      Optional<Placed<Cidr>> provisioning,
      Optional<Placed<String>> interfaceName,
      Optional<Placed<Ipv4>> gateway,
      List<Placed<Ipv4>> dns,
      List<Placed<String>> ntp,
      Optional<Placed<Ipv4Range>> dhcp,
      Optional<Placed<Integer>> mtu,
      Optional<Placed<Cidr>> pods,
      Optional<Placed<Cidr>> services,
      Optional<Placed<String>> dnsDomain,
      CniPart cni) {}

  /** {@code network.cni}. */
  public record CniPart(
      Optional<Placed<Network.Cni.Kind>> kind,
      Optional<Placed<String>> version,
      Optional<Placed<Boolean>> nftables,
      Optional<Placed<Integer>> mtu) {}

  /** {@code manager}. */
  public record ManagerPart(
      Optional<Placed<Ipv4>> address,
      Optional<Placed<String>> name,
      Optional<Placed<Integer>> port) {}

  /** {@code images}. */
  public record ImagesPart(
      Optional<Placed<BaseSource>> base,
      Optional<Placed<Images.Builder>> builder,
      Optional<Placed<Architecture>> architecture,
      List<Mirror> mirrors,
      List<Placed<ImageRef>> extra,
      DraftNodeImages content) {}

  /** {@code security}. */
  public record SecurityPart(
      Optional<Placed<Security.Enrolment>> enrolment,
      Optional<Placed<Security.Selinux>> selinux,
      Optional<Placed<KeyKind>> keys,
      Optional<Placed<Duration>> certificates) {}

  /** {@code recovery}. */
  public record RecoveryPart(
      Optional<Placed<Recovery.TotalLoss>> totalLoss,
      Optional<Placed<Duration>> every,
      Optional<Placed<Integer>> keep) {}

  /** {@code share}. */
  public record SharePart(Optional<Placed<Boolean>> enabled, Optional<Placed<String>> path) {}
}
