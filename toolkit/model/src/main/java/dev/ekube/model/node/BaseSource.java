package dev.ekube.model.node;

import dev.ekube.model.Check;
import dev.ekube.model.ImageRef;
import java.util.Optional;

/** The root file system that node images are built upon. */
public sealed interface BaseSource {

  /** As cluster.yaml writes it. */
  String text();

  /** An image of a registry. */
  record Registry(ImageRef reference) implements BaseSource {
    @Override
    public String text() {
      return reference.value();
    }
  }

  /**
   * Something that lies beside cluster.yaml.
   *
   * @param path relative to the directory of cluster.yaml, or absolute
   */
  record Local(Kind kind, String path) implements BaseSource {
    public Local {
      Check.that(!path.isEmpty(), "a base has a path");
    }

    @Override
    public String text() {
      return kind.prefix() + path;
    }
  }

  /** How a root file system lies in files. */
  enum Kind {
    /** What {@code docker save} and {@code podman save} write. */
    DOCKER_ARCHIVE("docker-archive:"),
    /** A directory with {@code oci-layout}, {@code index.json} and blobs. */
    OCI("oci:"),
    /** A tar of the root file system itself. */
    TAR("tar:"),
    /** A directory that holds the root file system itself. */
    DIR("dir:");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    public String prefix() {
      return prefix;
    }
  }

  /** Reads the text of {@code images.base.from}; empty when it is none. */
  static Optional<BaseSource> parse(String text) {
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.prefix())) {
        String path = text.substring(kind.prefix().length());
        boolean good = !path.isEmpty() && path.chars().noneMatch(Character::isISOControl);
        return good ? Optional.of(new Local(kind, path)) : Optional.empty();
      }
    }
    return ImageRef.isValid(text)
        ? Optional.of(new Registry(new ImageRef(text)))
        : Optional.empty();
  }
}
