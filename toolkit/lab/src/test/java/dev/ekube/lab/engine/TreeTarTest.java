package dev.ekube.lab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.FileTree;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class TreeTarTest {
  @Test
  void holdsFoldersFilesAndLinksOfRoot() throws Exception {
    FileTree tree =
        FileTree.builder()
            .file("etc/a/run", 0755, "#!/bin/sh\n")
            .symlink("etc/a/off", "/dev/null")
            .build();

    List<String> entries = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(TreeTar.of(tree)))) {
      for (TarArchiveEntry entry : entries(tar)) {
        entries.add(
            "%s %o %d %d%s"
                .formatted(
                    entry.getName(),
                    entry.getMode() & 07777,
                    entry.getLongUserId(),
                    entry.getSize(),
                    entry.isSymbolicLink() ? " -> " + entry.getLinkName() : ""));
      }
    }

    assertThat(entries)
        .containsExactly(
            "etc/ 755 0 0",
            "etc/a/ 755 0 0",
            "etc/a/off 644 0 0 -> /dev/null",
            "etc/a/run 755 0 10");
  }

  private static List<TarArchiveEntry> entries(TarArchiveInputStream tar) throws Exception {
    List<TarArchiveEntry> all = new ArrayList<>();
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      all.add(entry);
    }
    return all;
  }
}
