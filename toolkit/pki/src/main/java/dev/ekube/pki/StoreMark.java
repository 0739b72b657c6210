package dev.ekube.pki;

import dev.ekube.model.ClusterName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** The file beside a store that says that there is one. */
final class StoreMark {
  private StoreMark() {}

  static Path of(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".made");
  }

  static boolean stands(Path folder) {
    return PrivateFiles.exists(of(folder));
  }

  static void ensure(Path folder, ClusterName cluster) throws IOException {
    if (stands(folder)) {
      return;
    }
    try {
      PrivateFiles.createFile(
          of(folder),
          """
          The certificate authorities of cluster %s are in the folder %s beside this file.
          While this file stands and the folder does not, ekube makes no new ones.
          """
              .formatted(cluster, folder.getFileName()));
      PrivateFiles.sync(folder.getParent());
    } catch (FileAlreadyExistsException e) {
      // Another process that opened the store came first; the mark is the same.
    }
  }
}
