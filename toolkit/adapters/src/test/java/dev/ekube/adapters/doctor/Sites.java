package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.Generation;
import dev.ekube.adapters.warewulf.WarewulfInstall;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.Ipv4;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Managers for the tests of doctor, as Warewulf would describe them. */
final class Sites {
  private static final Path STATE = Path.of("/var/lib/ekube");

  private Sites() {}

  /** 4.7 with everything switched on and a DHCP range out of everybody's way. */
  static Site good() {
    return with(new Builder());
  }

  static Site with(Builder builder) {
    return Site.of(Optional.of(cluster()), builder.build(), STATE);
  }

  static Site managerOnly() {
    return Site.of(Optional.empty(), new Builder().build(), STATE);
  }

  static Cluster cluster() {
    return Clusters.demo();
  }

  /** What a test may change about the installation. */
  static final class Builder {
    Generation generation = Generation.V4_7;
    List<String> warnings = List.of();
    boolean secure = true;
    boolean tls = true;
    boolean autobuild = true;
    String address = "10.0.0.13";
    WarewulfInstall.Dhcp dhcp = range("10.0.0.200", "10.0.0.250");

    Builder generation(Generation value) {
      generation = value;
      return this;
    }

    Builder secure(boolean value) {
      secure = value;
      return this;
    }

    Builder tls(boolean value) {
      tls = value;
      return this;
    }

    Builder autobuild(boolean value) {
      autobuild = value;
      return this;
    }

    Builder address(String value) {
      address = value;
      return this;
    }

    Builder dhcp(WarewulfInstall.Dhcp value) {
      dhcp = value;
      return this;
    }

    Builder warnings(String value) {
      warnings = List.of(value);
      return this;
    }

    static WarewulfInstall.Dhcp range(String first, String last) {
      return new WarewulfInstall.Dhcp(
          true, Optional.of(Ipv4.parse(first)), Optional.of(Ipv4.parse(last)));
    }

    WarewulfInstall build() {
      boolean offersTls = generation.equals(Generation.V4_7);
      return new WarewulfInstall(
          generation,
          generation.word() + ".5",
          warnings,
          Path.of("/etc/warewulf/warewulf.conf"),
          Path.of("/etc"),
          Path.of("/var/lib/warewulf/overlays"),
          Path.of("/usr/share/warewulf/overlays"),
          Path.of("/var/lib/warewulf/chroots"),
          Path.of("/var/lib/warewulf/provision"),
          Optional.empty(),
          9873,
          offersTls ? OptionalInt.of(9874) : OptionalInt.empty(),
          secure,
          offersTls && tls,
          autobuild,
          Optional.of(Ipv4.parse(address)),
          Optional.of(Ipv4.parse("255.255.255.0")),
          Optional.of(Ipv4.parse("10.0.0.0")),
          dhcp);
    }
  }
}
