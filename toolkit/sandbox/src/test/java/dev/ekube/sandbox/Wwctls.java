package dev.ekube.sandbox;

import dev.ekube.adapters.warewulf.Probe;
import dev.ekube.adapters.warewulf.WarewulfInstall;
import dev.ekube.adapters.warewulf.Workplace;
import dev.ekube.adapters.warewulf.Wwctl;
import dev.ekube.adapters.warewulf.WwctlProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/**
 * The programs that tests run against: the stand-in in all its versions always, and the real wwctl
 * when EKUBE_WWCTL names one. A private root is made for each test; no installation is touched.
 */
final class Wwctls {
  private Wwctls() {}

  /** A wwctl with a private root. */
  record Manager(Wwctl wwctl, SandboxRoot root, boolean isReal) {
    WarewulfVersion version() {
      return root.version();
    }
  }

  /** What makes a manager in a folder. */
  interface Maker {
    Manager in(Path folder);
  }

  static Stream<Named<Maker>> all() {
    List<Named<Maker>> makers = new ArrayList<>();
    for (WarewulfVersion version : WarewulfVersion.values()) {
      makers.add(
          Named.of(
              "stand-in " + version.text(),
              folder ->
                  new Manager(
                      new StandInWwctl(version), SandboxRoot.create(folder, version), false)));
    }
    String real = System.getenv().getOrDefault("EKUBE_WWCTL", "");
    if (real.isEmpty()) {
      Skipped.say();
    } else {
      makers.add(Named.of("real " + real, folder -> real(Path.of(real), folder)));
    }
    return makers.stream();
  }

  /** Its version decides the shape of the root; a build that does not say is found by its shape. */
  private static Manager real(Path program, Path folder) {
    Wwctl wwctl = new WwctlProcess(program, new Workplace(folder.resolve("state")));
    for (WarewulfVersion version : WarewulfVersion.values()) {
      SandboxRoot root = SandboxRoot.create(folder.resolve(version.text()), version);
      Path state = folder.resolve("state-" + version.text());
      WarewulfInstall install = new Probe(wwctl, root.configuration(), state).run();
      if (install.generation().equals(version.generation())) {
        return new Manager(wwctl, root, true);
      }
    }
    throw new IllegalStateException("no generation fits " + program);
  }

  /** Says once that the real program was not tried. */
  private static final class Skipped {
    private static boolean said;

    private Skipped() {}

    static synchronized void say() {
      if (!said) {
        said = true;
        System.err.println("skipped: the real wwctl, for EKUBE_WWCTL names none");
      }
    }
  }

  /** Files of an overlay, below its rootfs directory. */
  static Path overlay(SandboxRoot root, String name) {
    try {
      return Files.createDirectories(root.overlays().resolve(name).resolve("rootfs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
