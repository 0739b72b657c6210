package dev.ekube.image.look;

import dev.ekube.image.pack.InstalledPackages;
import dev.ekube.rootfs.base.Unpacked;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.FileList;
import dev.ekube.rpm.Nevra;
import dev.ekube.rpm.PackageFile;
import dev.ekube.rpm.header.Header;
import dev.ekube.rpm.header.Tag;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;

/** What a node image consists of, as entries of a CycloneDX bill of materials. */
public final class ImageBill {
  private ImageBill() {}

  /** The installed packages, by name; keys in the database are none. */
  public static List<Component> packages(Tree tree) throws IOException {
    String system = system(tree);
    List<Component> components = new ArrayList<>();
    for (Header header : InstalledPackages.read(tree)) {
      Nevra nevra = Nevra.of(header);
      if (!nevra.name().equals("gpg-pubkey")) {
        components.add(component(nevra, header, system));
      }
    }
    components.sort(Comparator.comparing(Component::getBomRef));
    return components;
  }

  private static Component component(Nevra nevra, Header header, String system) {
    Component component = new Component();
    component.setType(Component.Type.LIBRARY);
    component.setBomRef(nevra.toString());
    component.setName(nevra.name());
    component.setVersion(nevra.evr().toString());
    component.setPurl(purl(nevra, system));
    header.string(Tag.VENDOR).ifPresent(component::setPublisher);
    header
        .string(Tag.LICENSE)
        .ifPresent(
            text -> {
              // Older packages have names of rpm's own, which are no SPDX expression.
              License licence = new License();
              licence.setName(text);
              LicenseChoice choice = new LicenseChoice();
              choice.addLicense(licence);
              component.setLicenses(choice);
            });
    return component;
  }

  /** A package URL of the type {@code rpm} (purl-spec, PURL-TYPES). */
  private static String purl(Nevra nevra, String system) {
    String vendor = system.isEmpty() ? "" : encoded(system) + "/";
    String epoch = nevra.evr().epoch() == 0 ? "" : "&epoch=" + nevra.evr().epoch();
    String version = nevra.evr().version() + "-" + nevra.evr().release();
    return "pkg:rpm/"
        + vendor
        + encoded(nevra.name())
        + "@"
        + encoded(version)
        + "?arch="
        + encoded(nevra.arch())
        + epoch;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%7E", "~");
  }

  /** Rocky Linux calls itself {@code rocky} (os-release(5)). */
  private static String system(Tree tree) throws IOException {
    Inode inode = tree.follow("etc/os-release").orElse(null);
    if (inode == null || !(inode.kind() instanceof Inode.Kind.Regular file)) {
      return "";
    }
    return file.content()
        .text()
        .lines()
        .filter(line -> line.startsWith("ID="))
        .map(line -> line.substring("ID=".length()).replace("\"", ""))
        .findFirst()
        .orElse("");
  }

  /**
   * Programs that belong to no package, with their digests.
   *
   * @param others directories that are described otherwise
   */
  public static List<Component> programs(Tree tree, Set<String> others) throws IOException {
    Set<Inode> owned = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Header header : InstalledPackages.read(tree)) {
      for (PackageFile file : FileList.of(header)) {
        tree.get(file.path()).ifPresent(owned::add);
      }
    }
    List<Component> components = new ArrayList<>();
    for (Map.Entry<String, Inode> entry : tree.all().entrySet()) {
      Inode inode = entry.getValue();
      boolean isOther = others.stream().anyMatch(other -> entry.getKey().startsWith(other + "/"));
      if (!isOther
          && (inode.mode() & 0111) != 0
          && inode.kind() instanceof Inode.Kind.Regular file
          && owned.add(inode)) {
        String digest = Unpacked.sha256(file.content());
        Component component = new Component();
        component.setType(Component.Type.APPLICATION);
        component.setBomRef("/" + entry.getKey() + "#sha256:" + digest);
        component.setName("/" + entry.getKey());
        component.addHash(new Hash(Hash.Algorithm.SHA_256, digest));
        components.add(component);
      }
    }
    return components;
  }
}
