package dev.ekube.rootfs.tar;

import dev.ekube.rootfs.tree.Inode;
import java.util.Optional;

/**
 * One member of a tar.
 *
 * @param path without {@code ./} and slashes at its ends; empty for the root
 * @param inode empty for a hard link
 * @param hardLink the path that a hard link names
 */
public record Member(String path, Optional<Inode> inode, Optional<String> hardLink) {}
