package dev.ekube.adapters.warewulf;

import dev.ekube.model.ImageName;
import dev.ekube.model.Ipv4;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One installation of Warewulf as it describes itself: {@code wwctl version} and the merged
 * configuration that {@code wwctl genconfig warewulfconf print} shows.
 *
 * @param generation how ekube treats it
 * @param version what it calls itself, such as {@code 4.6.5}; empty when its build does not say
 * @param warnings sentences about a version that ekube does not know
 * @param configuration its warewulf.conf
 * @param overlayDirectory site overlays ({@code wwoverlaydir})
 * @param distributionOverlays Warewulf's own overlays; the same directory on 4.5
 * @param imageRoots root file systems of node images ({@code wwchrootdir})
 * @param provisionDirectory what Warewulf packs and serves ({@code wwprovisiondir})
 * @param defaults where 4.5 keeps a site's own defaults of nodes; it need not exist
 * @param port warewulfd's HTTP port
 * @param tlsPort its HTTPS port, where it has one
 * @param secure runtime overlays are only served to source ports below 1024
 * @param tls runtime overlays are only served over HTTPS
 * @param autobuild warewulfd rebuilds overlay images by itself when nodes.conf is newer
 */
public record WarewulfInstall(
    Generation generation,
    String version,
    List<String> warnings,
    Path configuration,
    Path sysconfDirectory,
    Path overlayDirectory,
    Path distributionOverlays,
    Path imageRoots,
    Path provisionDirectory,
    Optional<Path> defaults,
    int port,
    OptionalInt tlsPort,
    boolean secure,
    boolean tls,
    boolean autobuild,
    Optional<Ipv4> address,
    Optional<Ipv4> netmask,
    Optional<Ipv4> network,
    Dhcp dhcp) {

  /** The DHCP service that Warewulf configures. */
  public record Dhcp(boolean enabled, Optional<Ipv4> first, Optional<Ipv4> last) {}

  public WarewulfInstall {
    warnings = List.copyOf(warnings);
  }

  /** The file that holds nodes and profiles. */
  public Path nodesConf() {
    return sysconfDirectory.resolve("warewulf").resolve("nodes.conf");
  }

  /** The directory of one overlay of the site's, as Warewulf looks for its files. */
  public Path overlayRootfs(String name) {
    return overlayDirectory.resolve(name).resolve("rootfs");
  }

  /** Where a node image's root file system stands. */
  public Path rootfs(ImageName image) {
    return imageRoots.resolve(image.value()).resolve("rootfs");
  }

  /** The packed form of a node image; a {@code .gz} of it stands beside it. */
  public Path packed(ImageName image) {
    return provisionDirectory.resolve(generation.imageDirectory()).resolve(image + ".img");
  }

  /** Where the built overlay images of nodes stand, one directory per node. */
  public Path builtOverlays() {
    return provisionDirectory.resolve("overlays");
  }
}
