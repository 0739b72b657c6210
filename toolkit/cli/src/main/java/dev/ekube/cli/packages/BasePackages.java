package dev.ekube.cli.packages;

import dev.ekube.image.pack.InstalledPackages;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.PackageFacts;
import dev.ekube.rpm.header.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the base of the node images has installed. */
public final class BasePackages {
  private BasePackages() {}

  /** Reads the base's database; a base without one has nothing installed. */
  public static List<PackageFacts> of(Tree base) throws IOException {
    List<PackageFacts> facts = new ArrayList<>();
    for (Header header : InstalledPackages.read(base)) {
      facts.add(PackageFacts.of(header));
    }
    return facts;
  }
}
