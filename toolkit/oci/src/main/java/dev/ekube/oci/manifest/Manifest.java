package dev.ekube.oci.manifest;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Platform;
import java.util.List;
import java.util.Optional;

/** What a registry serves under a tag: an index of platforms, or one platform's image. */
public sealed interface Manifest {
  /** {@code entries} in the registry's order, attestations among them. */
  record Index(List<Entry> entries) implements Manifest {
    public Index {
      entries = List.copyOf(entries);
    }

    /** The first entry that runs on {@code platform}, as container engines choose. */
    public Optional<Descriptor> forPlatform(Platform platform) {
      return entries.stream()
          .filter(entry -> entry.platform().filter(platform::accepts).isPresent())
          .map(Entry::descriptor)
          .findFirst();
    }
  }

  /** {@code layers} from the lowest up. */
  record Image(Descriptor config, List<Descriptor> layers) implements Manifest {
    public Image {
      layers = List.copyOf(layers);
    }
  }

  /** One line of an index; attestations name the platform {@code unknown/unknown} or none. */
  record Entry(Descriptor descriptor, Optional<Platform> platform) {}
}
