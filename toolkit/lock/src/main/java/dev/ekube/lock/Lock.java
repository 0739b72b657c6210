package dev.ekube.lock;

import dev.ekube.model.Architecture;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.LockedImage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What cluster.lock.yaml says.
 *
 * @param architecture for which the images' manifests were chosen
 * @param images in order of their names, each once
 * @param packages of the node images, in order of image and name; none when they are not locked
 */
public record Lock(
    Architecture architecture, List<LockedImage> images, List<LockedPackage> packages) {
  public Lock {
    packages = packages.stream().sorted().toList();
    long different =
        packages.stream().map(one -> one.image() + " " + one.nevra()).distinct().count();
    if (different != packages.size()) {
      throw new IllegalArgumentException("a package is locked twice");
    }
    images = images.stream().sorted().toList();
    long names = images.stream().map(LockedImage::name).distinct().count();
    if (names != images.size()) {
      throw new IllegalArgumentException("an image is locked twice");
    }
  }

  /** A lock of container images alone. */
  public Lock(Architecture architecture, List<LockedImage> images) {
    this(architecture, images, List.of());
  }

  /** The same with other packages. */
  public Lock withPackages(List<LockedPackage> others) {
    return new Lock(architecture, images, others);
  }

  public Optional<LockedImage> image(ImageRef name) {
    return images.stream().filter(image -> image.name().equals(name)).findFirst();
  }

  /** Of these images the ones that are not locked, in their order. */
  public List<ImageRef> missing(Collection<ImageRef> wanted) {
    return wanted.stream().filter(name -> image(name).isEmpty()).toList();
  }
}
