package dev.ekube.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What ekube writes about one node into Warewulf's nodes.conf, in words that all generations share.
 * How a generation spells it (4.5 {@code container name}, 4.6 {@code image name} …) is the
 * adapter's business. Fields that are not here (comment, disks, IPMI password …) stay as the site
 * left them.
 *
 * @param systemOverlays ekube's own, in order; Warewulf's base overlays come from its profile
 * @param runtimeOverlays likewise
 * @param kernelArgs added to those of Warewulf's default profile
 * @param tags all of the node's tags: the site's from cluster.yaml and ekube's {@code ekube-*}
 */
public record NodeEntry(
    NodeName name,
    ImageName image,
    List<String> profiles,
    List<OverlayName> systemOverlays,
    List<OverlayName> runtimeOverlays,
    List<String> kernelArgs,
    List<Device> devices,
    SortedMap<String, String> tags,
    Optional<Ipmi> ipmi) {
  /** The tag that says which cluster owns a node; a node without it is never touched. */
  public static final String OWNER_TAG = "ekube-cluster";

  /** The tag that says a node's {@link Role#word()}. */
  public static final String ROLE_TAG = "ekube-role";

  public NodeEntry {
    profiles = List.copyOf(profiles);
    systemOverlays = List.copyOf(systemOverlays);
    runtimeOverlays = List.copyOf(runtimeOverlays);
    kernelArgs = List.copyOf(kernelArgs);
    devices = List.copyOf(devices);
    tags = Copies.sorted(tags);
  }

  /**
   * The entry as flat text fields, for comparing with what Warewulf holds and for showing the
   * difference: {@code image}, {@code profiles}, {@code overlays.system}, {@code overlays.runtime},
   * {@code root}, {@code kernel.args}, {@code device.NAME.{device,type,mac,address,netmask,gateway,
   * mtu,tag.KEY}}, {@code tag.KEY}, {@code ipmi.{address,user,driver}}. Lists join with one blank;
   * what is absent has no key.
   */
  public SortedMap<String, String> fields() {
    SortedMap<String, String> f = new TreeMap<>();
    f.put("image", image.value());
    f.put("profiles", String.join(" ", profiles));
    f.put("overlays.system", joined(systemOverlays));
    f.put("overlays.runtime", joined(runtimeOverlays));
    // Container runtimes need pivot_root, which an initramfs root refuses (warewulf#430).
    f.put("root", "tmpfs");
    if (!kernelArgs.isEmpty()) {
      f.put("kernel.args", String.join(" ", kernelArgs));
    }
    devices.forEach(device -> putDevice(f, device));
    tags.forEach((key, value) -> f.put("tag." + key, value));
    ipmi.ifPresent(
        i -> {
          f.put("ipmi.address", i.address().toString());
          i.userName().ifPresent(user -> f.put("ipmi.user", user));
          i.driver().ifPresent(driver -> f.put("ipmi.driver", driver));
        });
    return f;
  }

  private static void putDevice(Map<String, String> f, Device d) {
    String at = "device." + d.name() + ".";
    f.put(at + "device", d.device());
    f.put(at + "type", d.type());
    d.mac().ifPresent(mac -> f.put(at + "mac", mac.value()));
    d.address().ifPresent(address -> f.put(at + "address", address.toString()));
    d.network().ifPresent(network -> f.put(at + "netmask", network.netmask().toString()));
    d.gateway().ifPresent(gateway -> f.put(at + "gateway", gateway.toString()));
    d.mtu().ifPresent(mtu -> f.put(at + "mtu", Integer.toString(mtu)));
    d.tags().forEach((key, value) -> f.put(at + "tag." + key, value));
  }

  private static String joined(List<OverlayName> names) {
    return String.join(" ", names.stream().map(OverlayName::value).toList());
  }
}
