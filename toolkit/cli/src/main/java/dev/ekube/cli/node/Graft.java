package dev.ekube.cli.node;

import dev.ekube.rootfs.base.Folder;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A folder of this machine that is put into node images as it is.
 *
 * @param at the directory in the image
 * @param owned its files keep their owners; otherwise they are root's
 * @param version other contents have another one
 */
public record Graft(String at, Path folder, boolean owned, String version) {
  /** Its files, with their times: a class archive fits only the runtime that it was made by. */
  Tree tree() throws IOException {
    Folder files = new Folder(folder, OptionalLong.empty());
    return owned ? files.tree() : files.treeOfRoot();
  }
}
