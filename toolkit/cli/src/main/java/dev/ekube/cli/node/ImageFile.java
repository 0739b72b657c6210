package dev.ekube.cli.node;

import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.manager.Manager;
import dev.ekube.image.look.BuiltImage;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An image that a verb looks at. */
final class ImageFile {
  private ImageFile() {}

  static Tree read(Path file, PlaceOptions options) throws IOException {
    if (!Files.exists(file)) {
      throw BuildVerb.missing(file);
    }
    return BuiltImage.read(file, Manager.of(options).state().resolve("image-cache/layers"));
  }
}
