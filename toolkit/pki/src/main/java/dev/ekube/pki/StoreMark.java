package dev.ekube.pki;

import dev.ekube.model.ClusterName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** Files beside a store that outlive it: that there is one, and that a service has used it. */
final class StoreMark {
  private StoreMark() {}

  static Path of(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".made");
  }

  /** Says that the service has begun to work with the store. */
  static Path served(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".served");
  }

  static boolean stands(Path folder) throws IOException {
    return PrivateFiles.exists(of(folder));
  }

  static void ensure(Path folder, ClusterName cluster) throws IOException {
    ensure(
        of(folder),
        """
        The certificate authorities of cluster %s are in the folder %s beside this file.
        While this file stands and the folder does not, ekube makes no new ones.
        """
            .formatted(cluster, folder.getFileName()));
  }

  static void ensureServed(Path folder) throws IOException {
    ensure(
        served(folder),
        """
        The service has worked with the authorities in the folder %s beside this file: nodes may
        hold certificates of them, and a journal that is missing is a lost one.
        """
            .formatted(folder.getFileName()));
  }

  private static void ensure(Path mark, String text) throws IOException {
    if (PrivateFiles.exists(mark)) {
      return;
    }
    try {
      PrivateFiles.createFile(mark, text);
      PrivateFiles.sync(mark.getParent());
    } catch (FileAlreadyExistsException e) {
      // Another process that opened the store came first; the mark is the same.
    }
  }
}
