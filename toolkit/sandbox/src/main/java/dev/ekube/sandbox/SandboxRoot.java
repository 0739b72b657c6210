package dev.ekube.sandbox;

import dev.ekube.adapters.warewulf.Generation;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Warewulf manager in a folder: warewulf.conf whose paths all lie below it, nodes.conf, and small
 * overlays named like Warewulf's own. A folder that has been one before is kept as it stands.
 *
 * @param folder absolute
 */
public record SandboxRoot(Path folder, WarewulfVersion version) {
  private static final String ADDRESS = "10.0.0.13";

  /**
   * Makes what is missing. A folder that holds anything but a sandbox is refused, so that no real
   * Warewulf is ever taken for one.
   *
   * @param version of a new sandbox; one that is there already keeps its own
   */
  public static SandboxRoot create(Path folder, WarewulfVersion version) {
    Path place = folder.toAbsolutePath().normalize();
    try {
      SandboxRoot root = new SandboxRoot(place, SandboxMark.claim(place, version));
      root.make();
      return root;
    } catch (IOException e) {
      throw PortException.failed(
          "tried to make a sandbox in %s but %s".formatted(place, e),
          "name a new or empty folder that you may write",
          e);
    }
  }

  /** The page that says what lies where in it. */
  public Path guide() {
    return folder.resolve(SandboxMark.NAME);
  }

  public Path configuration() {
    return folder.resolve("etc/warewulf/warewulf.conf");
  }

  public Path nodesConf() {
    return folder.resolve("etc/warewulf/nodes.conf");
  }

  public Path overlays() {
    return folder.resolve("var/lib/warewulf/overlays");
  }

  public Path imageRoots() {
    return folder.resolve("var/lib/warewulf/chroots");
  }

  public Path provision() {
    return folder.resolve("var/lib/warewulf/provision");
  }

  private Path distributionOverlays() {
    return version.isOld() ? overlays() : folder.resolve("usr/share/warewulf/overlays");
  }

  private void make() throws IOException {
    for (Path directory :
        List.of(nodesConf().getParent(), overlays(), imageRoots(), provision(), folder("srv"))) {
      Files.createDirectories(directory);
    }
    // Its paths are absolute: a sandbox that was moved must not work on the place it came from.
    configure();
    missing(nodesConf(), nodesText());
    Generation generation = version.generation();
    List<String> system =
        version.isOld() ? generation.systemOverlays() : List.of("wwinit", "wwclient");
    for (String name : system) {
      overlay(name, "warewulf/" + name, "A stand-in for Warewulf's overlay " + name + ".\n");
    }
    String runtime = version.isOld() ? generation.runtimeOverlays().getFirst() : "hosts";
    overlay(runtime, "etc/hosts.ww", "127.0.0.1 localhost\n{{.Ipaddr}} {{.BuildHost}} warewulf\n");
  }

  private Path folder(String name) {
    return folder.resolve(name);
  }

  private void overlay(String name, String path, String text) throws IOException {
    Path file = distributionOverlays().resolve(name).resolve("rootfs").resolve(path);
    Files.createDirectories(file.getParent());
    missing(file, text);
  }

  private void configure() throws IOException {
    String text = configurationText();
    if (Files.notExists(configuration()) || !Files.readString(configuration()).equals(text)) {
      Files.writeString(configuration(), text);
    }
  }

  private static void missing(Path file, String text) throws IOException {
    if (Files.notExists(file)) {
      Files.writeString(file, text);
    }
  }

  private String configurationText() {
    Map<String, Object> paths = new TreeMap<>();
    paths.put("sysconfdir", folder("etc").toString());
    paths.put("localstatedir", folder("var/lib").toString());
    paths.put("srvdir", folder("srv").toString());
    paths.put("wwoverlaydir", overlays().toString());
    paths.put("wwchrootdir", imageRoots().toString());
    paths.put("wwprovisiondir", provision().toString());
    Map<String, Object> server = new TreeMap<>(Map.of("port", 9873, "secure", true));
    if (version.isOld()) {
      server.put("datastore", folder("var/lib/warewulf/store").toString());
    } else {
      paths.put("datadir", folder("usr/share").toString());
      paths.put("cachedir", folder("var/cache").toString());
    }
    Map<String, Object> dhcp = new TreeMap<>();
    dhcp.put("enabled", true);
    dhcp.put("range start", "10.0.0.200");
    dhcp.put("range end", "10.0.0.250");
    Map<String, Object> all = new TreeMap<>();
    all.put("ipaddr", ADDRESS);
    all.put("netmask", "255.255.255.0");
    all.put("network", "10.0.0.0");
    all.put("warewulf", server);
    all.put("dhcp", dhcp);
    all.put("paths", paths);
    return Texts.dump(all);
  }

  private String nodesText() {
    Map<String, Object> profile = new TreeMap<>();
    profile.put("comment", "This profile is automatically included for each node");
    Map<String, Object> all = new TreeMap<>();
    if (version.isOld()) {
      all.put("WW_INTERNAL", 45);
    } else {
      profile.put("runtime overlay", List.of("hosts"));
      profile.put("system overlay", List.of("wwinit", "wwclient"));
      profile.put("kernel", Map.of("args", List.of("quiet", "crashkernel=no")));
      profile.put("init", "/sbin/init");
      profile.put("root", "initramfs");
      profile.put("ipxe template", "default");
      profile.put("ipmi", Map.of("template", "ipmitool.tmpl"));
    }
    all.put("nodeprofiles", Map.of("default", profile));
    all.put("nodes", Map.of());
    return Texts.dump(all);
  }
}
