package dev.ekube.cli.packages;

import dev.ekube.image.ImageException;
import dev.ekube.image.build.VerifiedPackage;
import dev.ekube.lock.LockedPackage;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.verify.Keyring;
import dev.ekube.rpm.verify.Verify;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packages of a lock file, out of the store. */
public final class PinnedPackages {
  private PinnedPackages() {}

  /** Where a manager keeps packages, beside its store of container images. */
  public static Path folder(Path imageStore) {
    return imageStore.resolveSibling("packages");
  }

  /** Those of one image, each verified anew; the control image holds those of the base, too. */
  public static List<VerifiedPackage> read(
      List<LockedPackage> locked, NodeImageKind image, BlobStore store, Keyring keys)
      throws IOException {
    List<VerifiedPackage> all = new ArrayList<>();
    for (LockedPackage one : locked) {
      if (one.image() == NodeImageKind.BASE || one.image() == image) {
        if (!store.has(one.digest(), one.size())) {
          throw ImageException.tried(
              "take the package " + one.nevra() + " for the image " + image.word(),
              "it is not in " + store.folder(),
              "ekube lock --packages");
        }
        RpmPackage rpm = RpmPackage.read(store.path(one.digest()));
        Verify.verify(rpm, keys, one.digest().hex());
        all.add(new VerifiedPackage(rpm, one.digest().hex()));
      }
    }
    return all;
  }
}
