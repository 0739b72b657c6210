package dev.ekube.spec.schema;

import static dev.ekube.spec.schema.Field.optional;
import static dev.ekube.spec.schema.Field.required;
import static dev.ekube.spec.schema.OtherShape.list;
import static dev.ekube.spec.schema.OtherShape.texts;

import dev.ekube.model.node.AllowedScriptlet;
import dev.ekube.spec.rule.format.FilePathFormat;
import dev.ekube.spec.rule.image.BaseSourceFormat;
import dev.ekube.spec.rule.image.FileContentFormat;
import dev.ekube.spec.rule.image.FileModeFormat;
import dev.ekube.spec.rule.image.FingerprintFormat;
import dev.ekube.spec.rule.image.KeySourceFormat;
import dev.ekube.spec.rule.image.LinkTargetFormat;
import dev.ekube.spec.rule.image.MemberFormat;
import dev.ekube.spec.rule.image.NodePathFormat;
import dev.ekube.spec.rule.image.NodeUserFormat;
import dev.ekube.spec.rule.image.OwnerFormat;
import dev.ekube.spec.rule.image.PackageGlobFormat;
import dev.ekube.spec.rule.image.PackageRequestFormat;
import dev.ekube.spec.rule.image.RepositoryNameFormat;
import dev.ekube.spec.rule.image.RepositoryUrlFormat;
import dev.ekube.spec.rule.image.Sha256Format;
import dev.ekube.spec.rule.image.UnitNameFormat;
import dev.ekube.spec.rule.image.UnpackedGlobFormat;
import dev.ekube.spec.schema.Shape.EitherBy;
import dev.ekube.spec.schema.Shape.Fields;
import dev.ekube.spec.schema.Shape.ListOf;
import dev.ekube.spec.schema.Shape.OneOf;
import dev.ekube.spec.schema.Shape.Text;
import dev.ekube.spec.schema.Shape.Whole;
import java.util.ArrayList;
import java.util.List;

/** What node images consist of: the greater part of {@code images}. */
final class NodeImageShape {
  static final Fields BASE =
      new Fields(
          "images.base",
          "The root file system that node images are built upon.",
          List.of(
              Field.of(
                  "from",
                  new Text(BaseSourceFormat.RULE),
                  "ghcr.io/hpcng/warewulf-rockylinux:9",
                  "ghcr.io/hpcng/warewulf-rockylinux:9",
                  "A registry's reference, with a tag or a digest; or docker-archive:FILE,"
                      + " oci:DIRECTORY, tar:FILE or dir:DIRECTORY. The lock file pins the digest"
                      + " of what a registry gave.")));

  private static final Field IMAGES =
      Field.of(
          "images",
          new ListOf(new OneOf(List.of("base", "control")), 1),
          texts("base", "control"),
          "[control]",
          "The node images that have it: base is the workers' image, control that of control"
              + " nodes.");

  private static final Fields REPOSITORY =
      new Fields(
          "repository",
          "A yum repository. Every package must be signed by one of the keys that the"
              + " fingerprints name.",
          List.of(
              required(
                  "name",
                  new Text(RepositoryNameFormat.RULE),
                  "kubernetes",
                  "What the lock file and messages call it."),
              required(
                  "url",
                  new Text(RepositoryUrlFormat.RULE),
                  "https://pkgs.k8s.io/core:/stable:/v1.32/rpm/",
                  "The directory that holds repodata/repomd.xml. $basearch stands for the"
                      + " architecture as RPM names it."),
              required(
                  "keys",
                  new ListOf(new Text(KeySourceFormat.RULE), 1),
                  "[keys/kubernetes.asc]",
                  "Files with OpenPGP keys: URLs, or paths beside cluster.yaml."),
              required(
                  "fingerprints",
                  new ListOf(new Text(FingerprintFormat.RULE), 1),
                  "[DE15B14486CD377B9E876E1A234654DA9A296436]",
                  "The keys of those files that may sign packages. Any other counts for nothing."),
              Field.of(
                  "priority",
                  new Whole(1, 99),
                  "99",
                  "10",
                  "A package of a repository with a smaller number hides those of its name in"
                      + " repositories with greater ones."),
              list(
                  "excludes",
                  new Text(PackageGlobFormat.RULE),
                  "[\"kernel*\"]",
                  "Packages that are not taken from here."),
              list(
                  "mirrors",
                  new Text(RepositoryUrlFormat.RULE),
                  "[\"http://10.0.0.13/kubernetes/\"]",
                  "Where else the same files are found, tried in this order. What is fetched is"
                      + " checked, so a mirror need not be trusted.")));

  private static final Fields PACKAGES =
      new Fields(
          "images.packages",
          "Packages by name, perhaps with a version: what they require comes along, unless the"
              + " base has it. The lock file pins the one that was chosen.",
          List.of(
              optional(
                  "base",
                  new ListOf(new Text(PackageRequestFormat.RULE), 0),
                  "[containerd.io = 1.7.25, kubelet = 1.32.1]",
                  "Packages of both images. Default: containerd.io = 1.7.25; kubelet, kubeadm and"
                      + " kubectl of the version that kubernetes.version names; cri-tools,"
                      + " kubernetes-cni, iproute-tc, conntrack-tools, iptables-nft, ethtool,"
                      + " socat, jq, nano, chrony and haproxy. A list given here stands in place"
                      + " of the whole default."),
              optional(
                  "control",
                  new ListOf(new Text(PackageRequestFormat.RULE), 0),
                  "[keepalived]",
                  "What the control image has besides. Default: keepalived.")));

  private static final Fields BINARY =
      new Fields(
          "binary",
          "A program that comes by URL.",
          List.of(
              required(
                  "url",
                  new Text(RepositoryUrlFormat.RULE),
                  "https://get.helm.sh/helm-v3.16.3-linux-amd64.tar.gz",
                  "Where it is fetched from."),
              optional(
                  "sha256",
                  new Text(Sha256Format.RULE),
                  "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                  "The digest of what the URL gives. Without it the lock file pins what came"
                      + " first."),
              optional(
                  "member",
                  new Text(MemberFormat.RULE),
                  "linux-amd64/helm",
                  "The file to take, when the URL gives a tar, packed by gzip, xz or zstd or"
                      + " not."),
              required(
                  "path", new Text(NodePathFormat.RULE), "/usr/local/bin/helm", "Where it lies."),
              Field.of("mode", new Text(FileModeFormat.RULE), "0755", "0755", "Its permissions."),
              IMAGES));

  private static final Fields LINK =
      new Fields(
          "link",
          "A symbolic link.",
          List.of(
              required("path", new Text(NodePathFormat.RULE), "/usr/bin/k", "The link itself."),
              required("to", new Text(LinkTargetFormat.RULE), "kubectl", "What it points to."),
              IMAGES));

  private static final Fields UNITS =
      new Fields(
          "images.units",
          "What happens to systemd units beyond what presets say. A unit that an image does not"
              + " have is passed over there, but one of the images must have it. The kubelet,"
              + " HAProxy and keepalived are not to be enabled: the agent starts them.",
          List.of(
              Field.of(
                  "enable",
                  new ListOf(new Text(UnitNameFormat.RULE), 0),
                  texts("containerd.service"),
                  "[containerd.service, chronyd.service]",
                  "Units that start at boot."),
              Field.of(
                  "disable",
                  new ListOf(new Text(UnitNameFormat.RULE), 0),
                  texts("kubelet.service", "haproxy.service", "keepalived.service"),
                  "[kubelet.service]",
                  "Units that do not start at boot."),
              list(
                  "mask",
                  new Text(UnitNameFormat.RULE),
                  "[firewalld.service]",
                  "Units that nothing can start.")));

  private static final Fields USER =
      new Fields(
          "user",
          "A user without a password.",
          List.of(
              required("name", new Text(NodeUserFormat.RULE), "site", "The user's name."),
              optional(
                  "uid",
                  new Whole(0, 2_000_000_000),
                  "450",
                  "The user's number; the next free one from 999 down when there is none."),
              optional(
                  "group",
                  new Text(NodeUserFormat.RULE),
                  "site",
                  "The primary group, made when it is not there. By default the user's name."),
              Field.of(
                  "home",
                  new Text(NodePathFormat.RULE),
                  "/var/empty",
                  "/var/lib/site",
                  "The home directory; nothing is made there."),
              Field.of(
                  "shell",
                  new Text(NodePathFormat.RULE),
                  "/sbin/nologin",
                  "/bin/bash",
                  "The login shell."),
              list(
                  "groups",
                  new Text(NodeUserFormat.RULE),
                  "[wheel]",
                  "Further groups; they must be there.")));

  private static final Fields SCRIPTLET =
      new Fields(
          "scriptlet",
          "A script of a package that ekube does not know. The build stops at one, prints it, and"
              + " prints the lines to write here when it is not needed.",
          List.of(
              required(
                  "package", new Text(PackageGlobFormat.RULE), "site-tools", "The package's name."),
              required(
                  "kind",
                  new OneOf(AllowedScriptlet.Kind.words()),
                  "post",
                  "When RPM would run it."),
              required(
                  "sha256",
                  new Text(Sha256Format.RULE),
                  "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                  "The digest of its text, so that a changed script is looked at again."),
              required("do", new OneOf(List.of("skip")), "skip", "skip: it is not run.")));

  private NodeImageShape() {}

  /** What stands under {@code images} besides the base. */
  static List<Field> fields() {
    List<Field> all = new ArrayList<>();
    all.add(
        optional(
            "repositories",
            new ListOf(REPOSITORY, 0),
            "[]",
            "Where packages come from. Default: Kubernetes' own repository for the minor version"
                + " of kubernetes.version, Docker's for containerd.io, and Rocky Linux 9's baseos,"
                + " appstream and extras. A list given here stands in place of the whole"
                + " default."));
    all.add(Field.group("packages", PACKAGES, "Which packages node images have."));
    all.add(
        optional(
            "binaries",
            new ListOf(BINARY, 0),
            "[]",
            "Programs that come by URL. Default: helm 3.16.3, yq 4.44.5, etcdctl and etcdutl 3.5.18"
                + " in /usr/local/bin. A list given here stands in place of the default."));
    all.add(list("files", file(), "[{path: /etc/motd, content: \"a node of demo\"}]", "Files."));
    all.add(list("links", LINK, "[{path: /usr/bin/k, to: kubectl}]", "Symbolic links."));
    all.add(Field.group("units", UNITS, "What happens to systemd units."));
    all.add(list("users", USER, "[{name: site, uid: 450}]", "Users."));
    all.add(
        list(
            "scriptlets",
            SCRIPTLET,
            "[]",
            "Scripts of packages that a person has read and found not to be needed."));
    all.add(
        optional(
            "kubernetes",
            new OneOf(List.of("prepared", "none")),
            "none",
            "prepared: the container images that Kubernetes runs on the nodes of a role lie in"
                + " their node image unpacked, so that a booting node has nothing to import."
                + " none: nodes pull them. Default: prepared where the lock file pins container"
                + " images."));
    all.add(
        Field.of(
            "exclude",
            new ListOf(new Text(UnpackedGlobFormat.RULE), 0),
            texts(
                "boot/*",
                "usr/share/doc/*",
                "usr/share/info/*",
                "usr/share/man/*",
                "usr/share/locale/*",
                "usr/include/*",
                "usr/src/*",
                "var/cache/dnf/*"),
            "[\"usr/share/doc/*\"]",
            "What nodes do not load into their memory, although the image has it. Warewulf reads"
                + " it from /etc/warewulf/excludes of the image. A list given here stands in place"
                + " of the default."));
    return all;
  }

  private static EitherBy file() {
    return new EitherBy(
        "content",
        file(
            "inlineFile",
            required(
                "content",
                new Text(FileContentFormat.RULE),
                "\"a node of demo\"",
                "What stands in it, letter by letter.")),
        file(
            "file",
            required(
                "from",
                new Text(FilePathFormat.RULE),
                "files/motd",
                "A file beside cluster.yaml that has the content.")));
  }

  private static Fields file(String name, Field content) {
    return new Fields(
        name,
        "A file of the site's own. It takes the place of a package's file of the same path.",
        List.of(
            required("path", new Text(NodePathFormat.RULE), "/etc/motd", "Where it lies."),
            content,
            Field.of("mode", new Text(FileModeFormat.RULE), "0644", "0600", "Its permissions."),
            Field.of("owner", new Text(OwnerFormat.RULE), "root", "root", "Whom it belongs to."),
            Field.of("group", new Text(OwnerFormat.RULE), "root", "root", "Its group."),
            IMAGES));
  }
}
