package dev.ekube.spec.rule;

import dev.ekube.spec.rule.format.AddressFormat;
import dev.ekube.spec.rule.format.CertNameFormat;
import dev.ekube.spec.rule.format.ClusterNameFormat;
import dev.ekube.spec.rule.format.DeviceNameFormat;
import dev.ekube.spec.rule.format.DhcpRangeFormat;
import dev.ekube.spec.rule.format.DirectoryFormat;
import dev.ekube.spec.rule.format.DurationFormat;
import dev.ekube.spec.rule.format.FilePathFormat;
import dev.ekube.spec.rule.format.HostFormat;
import dev.ekube.spec.rule.format.ImageNameFormat;
import dev.ekube.spec.rule.format.ImageRefFormat;
import dev.ekube.spec.rule.format.InterfaceFormat;
import dev.ekube.spec.rule.format.IpmiDriverFormat;
import dev.ekube.spec.rule.format.IpmiUserFormat;
import dev.ekube.spec.rule.format.KernelArgFormat;
import dev.ekube.spec.rule.format.LabelKeyFormat;
import dev.ekube.spec.rule.format.LabelValueFormat;
import dev.ekube.spec.rule.format.MacFormat;
import dev.ekube.spec.rule.format.MirrorUrlFormat;
import dev.ekube.spec.rule.format.NetworkFormat;
import dev.ekube.spec.rule.format.NodeNameFormat;
import dev.ekube.spec.rule.format.ProfileFormat;
import dev.ekube.spec.rule.format.QuantityFormat;
import dev.ekube.spec.rule.format.RangeFormat;
import dev.ekube.spec.rule.format.RegistryFormat;
import dev.ekube.spec.rule.format.TagKeyFormat;
import dev.ekube.spec.rule.format.TagValueFormat;
import dev.ekube.spec.rule.format.TaintFormat;
import dev.ekube.spec.rule.format.ThresholdFormat;
import dev.ekube.spec.rule.format.TimeServerFormat;
import dev.ekube.spec.rule.format.VersionFormat;
import dev.ekube.spec.rule.image.BaseSourceFormat;
import dev.ekube.spec.rule.image.FileContentFormat;
import dev.ekube.spec.rule.image.FileModeFormat;
import dev.ekube.spec.rule.image.FingerprintFormat;
import dev.ekube.spec.rule.image.ImageSecret;
import dev.ekube.spec.rule.image.KeySourceFormat;
import dev.ekube.spec.rule.image.LinkTargetFormat;
import dev.ekube.spec.rule.image.MemberFormat;
import dev.ekube.spec.rule.image.NodePathDuplicate;
import dev.ekube.spec.rule.image.NodePathFormat;
import dev.ekube.spec.rule.image.NodePathReserved;
import dev.ekube.spec.rule.image.NodeUserFormat;
import dev.ekube.spec.rule.image.OwnerFormat;
import dev.ekube.spec.rule.image.PackageDuplicate;
import dev.ekube.spec.rule.image.PackageGlobFormat;
import dev.ekube.spec.rule.image.PackageRequestFormat;
import dev.ekube.spec.rule.image.RepositoryDuplicate;
import dev.ekube.spec.rule.image.RepositoryNameFormat;
import dev.ekube.spec.rule.image.RepositoryUrlFormat;
import dev.ekube.spec.rule.image.Sha256Format;
import dev.ekube.spec.rule.image.UnitConflict;
import dev.ekube.spec.rule.image.UnitNameFormat;
import dev.ekube.spec.rule.image.UnitOfAgent;
import dev.ekube.spec.rule.image.UnpackedGlobFormat;
import dev.ekube.spec.rule.image.UserDuplicate;
import dev.ekube.spec.rule.kube.CertificateValidity;
import dev.ekube.spec.rule.kube.CniMissing;
import dev.ekube.spec.rule.kube.CniVersionUntested;
import dev.ekube.spec.rule.kube.EvictionPercentage;
import dev.ekube.spec.rule.kube.ImageUnpinned;
import dev.ekube.spec.rule.kube.ManifestDuplicate;
import dev.ekube.spec.rule.kube.ManifestSyntax;
import dev.ekube.spec.rule.kube.ProfileDefaultMissing;
import dev.ekube.spec.rule.kube.SelinuxEnforcing;
import dev.ekube.spec.rule.kube.ShareReserved;
import dev.ekube.spec.rule.kube.SnapshotInterval;
import dev.ekube.spec.rule.kube.UnsupportedVersion;
import dev.ekube.spec.rule.network.DhcpOutside;
import dev.ekube.spec.rule.network.DnsTooMany;
import dev.ekube.spec.rule.network.EndpointNameInDomain;
import dev.ekube.spec.rule.network.EndpointNameTaken;
import dev.ekube.spec.rule.network.GatewayOutside;
import dev.ekube.spec.rule.network.GatewayTaken;
import dev.ekube.spec.rule.network.ManagerOutside;
import dev.ekube.spec.rule.network.ManagerTaken;
import dev.ekube.spec.rule.network.MtuTooLarge;
import dev.ekube.spec.rule.network.NetworkOverlap;
import dev.ekube.spec.rule.network.NetworkReserved;
import dev.ekube.spec.rule.network.PodsTooSmall;
import dev.ekube.spec.rule.network.PortClash;
import dev.ekube.spec.rule.network.ProvisioningSize;
import dev.ekube.spec.rule.network.ServerInsideCluster;
import dev.ekube.spec.rule.network.ServicesSize;
import dev.ekube.spec.rule.network.VipInDhcp;
import dev.ekube.spec.rule.network.VipOutside;
import dev.ekube.spec.rule.network.VipTaken;
import dev.ekube.spec.rule.node.AddressDuplicate;
import dev.ekube.spec.rule.node.AddressInDhcp;
import dev.ekube.spec.rule.node.AddressOutside;
import dev.ekube.spec.rule.node.ControlEven;
import dev.ekube.spec.rule.node.ControlMissing;
import dev.ekube.spec.rule.node.ControlSingle;
import dev.ekube.spec.rule.node.ControlTooMany;
import dev.ekube.spec.rule.node.DeviceAddressOutside;
import dev.ekube.spec.rule.node.DeviceDuplicate;
import dev.ekube.spec.rule.node.DeviceMacMissing;
import dev.ekube.spec.rule.node.DeviceNetworkMissing;
import dev.ekube.spec.rule.node.FileUnreadable;
import dev.ekube.spec.rule.node.LabelReserved;
import dev.ekube.spec.rule.node.MacDuplicate;
import dev.ekube.spec.rule.node.MacFileLine;
import dev.ekube.spec.rule.node.MacNotInWarewulf;
import dev.ekube.spec.rule.node.NameDuplicate;
import dev.ekube.spec.rule.node.NameReserved;
import dev.ekube.spec.rule.node.RangeMacCount;
import dev.ekube.spec.rule.node.RangePastEnd;
import dev.ekube.spec.rule.node.TagReserved;
import dev.ekube.spec.rule.node.TaintDuplicate;
import dev.ekube.spec.rule.node.TooManyNodes;
import dev.ekube.spec.rule.node.WorkerMissing;
import dev.ekube.spec.rule.shape.MissingKey;
import dev.ekube.spec.rule.shape.NumberRange;
import dev.ekube.spec.rule.shape.TooFew;
import dev.ekube.spec.rule.shape.UnknownKey;
import dev.ekube.spec.rule.shape.UnknownWord;
import dev.ekube.spec.rule.shape.WrongType;
import dev.ekube.spec.rule.yaml.DuplicateKey;
import dev.ekube.spec.rule.yaml.YamlAlias;
import dev.ekube.spec.rule.yaml.YamlCharacters;
import dev.ekube.spec.rule.yaml.YamlDocuments;
import dev.ekube.spec.rule.yaml.YamlEmpty;
import dev.ekube.spec.rule.yaml.YamlEncoding;
import dev.ekube.spec.rule.yaml.YamlKey;
import dev.ekube.spec.rule.yaml.YamlMergeKey;
import dev.ekube.spec.rule.yaml.YamlNotAMapping;
import dev.ekube.spec.rule.yaml.YamlSyntax;
import dev.ekube.spec.rule.yaml.YamlTag;
import dev.ekube.spec.rule.yaml.YamlTooDeep;
import dev.ekube.spec.rule.yaml.YamlTooLarge;
import dev.ekube.spec.rule.yaml.YamlTooManyValues;
import java.util.ArrayList;
import java.util.List;

/** All rules. */
public final class Rules {
  /** Those that look at a whole draft, in the order in which they run. */
  public static final List<Check> CHECKS =
      List.of(
          new ImageSecret(),
          new NodePathDuplicate(),
          new NodePathReserved(),
          new PackageDuplicate(),
          new RepositoryDuplicate(),
          new UnitConflict(),
          new UnitOfAgent(),
          new UserDuplicate(),
          new CertificateValidity(),
          new CniMissing(),
          new CniVersionUntested(),
          new EvictionPercentage(),
          new ImageUnpinned(),
          new ManifestDuplicate(),
          new ProfileDefaultMissing(),
          new SelinuxEnforcing(),
          new ShareReserved(),
          new SnapshotInterval(),
          new UnsupportedVersion(),
          new DhcpOutside(),
          new DnsTooMany(),
          new EndpointNameInDomain(),
          new EndpointNameTaken(),
          new GatewayOutside(),
          new GatewayTaken(),
          new ManagerOutside(),
          new ManagerTaken(),
          new MtuTooLarge(),
          new NetworkOverlap(),
          new NetworkReserved(),
          new PodsTooSmall(),
          new PortClash(),
          new ProvisioningSize(),
          new ServerInsideCluster(),
          new ServicesSize(),
          new VipInDhcp(),
          new VipOutside(),
          new VipTaken(),
          new AddressDuplicate(),
          new AddressInDhcp(),
          new AddressOutside(),
          new ControlEven(),
          new ControlMissing(),
          new ControlSingle(),
          new ControlTooMany(),
          new DeviceAddressOutside(),
          new DeviceDuplicate(),
          new DeviceMacMissing(),
          new DeviceNetworkMissing(),
          new LabelReserved(),
          new MacDuplicate(),
          new NameDuplicate(),
          new NameReserved(),
          new TagReserved(),
          new TaintDuplicate(),
          new WorkerMissing());

  private Rules() {}

  /** Every rule there is, in the order of its id; for the docs and for tests. */
  public static List<Rule> all() {
    List<Rule> all = new ArrayList<>(CHECKS);
    all.addAll(ofYaml());
    all.addAll(ofFormats());
    all.addAll(ofImages());
    all.sort((a, b) -> a.id().compareTo(b.id()));
    return List.copyOf(all);
  }

  private static List<Rule> ofYaml() {
    return List.of(
        TooManyProblems.RULE,
        ManifestSyntax.RULE,
        FileUnreadable.RULE,
        MacFileLine.RULE,
        MacNotInWarewulf.RULE,
        RangeMacCount.RULE,
        RangePastEnd.RULE,
        TooManyNodes.RULE,
        MissingKey.RULE,
        NumberRange.RULE,
        TooFew.RULE,
        UnknownKey.RULE,
        UnknownWord.RULE,
        WrongType.RULE,
        DuplicateKey.RULE,
        YamlAlias.RULE,
        YamlCharacters.RULE,
        YamlDocuments.RULE,
        YamlEmpty.RULE,
        YamlEncoding.RULE,
        YamlKey.RULE,
        YamlMergeKey.RULE,
        YamlNotAMapping.RULE,
        YamlSyntax.RULE,
        YamlTag.RULE,
        YamlTooDeep.RULE,
        YamlTooLarge.RULE,
        YamlTooManyValues.RULE);
  }

  private static List<Rule> ofFormats() {
    return List.of(
        AddressFormat.RULE,
        CertNameFormat.RULE,
        ClusterNameFormat.RULE,
        DeviceNameFormat.RULE,
        DhcpRangeFormat.RULE,
        DirectoryFormat.RULE,
        DurationFormat.RULE,
        FilePathFormat.RULE,
        HostFormat.RULE,
        ImageNameFormat.RULE,
        ImageRefFormat.RULE,
        InterfaceFormat.RULE,
        IpmiDriverFormat.RULE,
        IpmiUserFormat.RULE,
        KernelArgFormat.RULE,
        LabelKeyFormat.RULE,
        LabelValueFormat.RULE,
        MacFormat.RULE,
        MirrorUrlFormat.RULE,
        NetworkFormat.RULE,
        NodeNameFormat.RULE,
        ProfileFormat.RULE,
        QuantityFormat.RULE,
        RangeFormat.RULE,
        RegistryFormat.RULE,
        TagKeyFormat.RULE,
        TagValueFormat.RULE,
        TaintFormat.RULE,
        ThresholdFormat.RULE,
        TimeServerFormat.RULE,
        VersionFormat.RULE);
  }

  private static List<Rule> ofImages() {
    return List.of(
        BaseSourceFormat.RULE,
        FileContentFormat.RULE,
        FileModeFormat.RULE,
        FingerprintFormat.RULE,
        KeySourceFormat.RULE,
        LinkTargetFormat.RULE,
        MemberFormat.RULE,
        NodePathFormat.RULE,
        NodeUserFormat.RULE,
        OwnerFormat.RULE,
        PackageGlobFormat.RULE,
        PackageRequestFormat.RULE,
        RepositoryNameFormat.RULE,
        RepositoryUrlFormat.RULE,
        Sha256Format.RULE,
        UnitNameFormat.RULE,
        UnpackedGlobFormat.RULE);
  }
}
