package dev.ekube.cli.packages;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.node.BaseSource;
import dev.ekube.rpm.PackageFacts;
import dev.ekube.rpm.db.RpmDb;
import dev.ekube.rpm.header.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the base of the node images has installed. */
public final class BasePackages {
  private static final List<String> PLACES =
      List.of("usr/lib/sysimage/rpm/rpmdb.sqlite", "var/lib/rpm/rpmdb.sqlite");

  private BasePackages() {}

  /** Reads the base's database; a base without one has nothing installed. */
  public static List<PackageFacts> read(BaseSource source, Path beside) throws IOException {
    if (!(source instanceof BaseSource.Local local) || local.kind() != BaseSource.Kind.DIR) {
      throw PortException.precondition(
          "tried to see what the base %s has installed but only directories can be looked into"
              .formatted(source.text()),
          "unpack it and say images: {base: {from: \"dir:DIRECTORY\"}}");
    }
    List<PackageFacts> facts = new ArrayList<>();
    for (String place : PLACES) {
      Path file = beside.resolve(local.path()).resolve(place);
      if (facts.isEmpty() && Files.exists(file)) {
        for (Header header : RpmDb.read(file)) {
          facts.add(PackageFacts.of(header));
        }
      }
    }
    return facts;
  }
}
