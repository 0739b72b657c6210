package dev.ekube.rootfs.base;

import dev.ekube.rootfs.RootfsException;
import dev.ekube.rootfs.tar.Member;
import dev.ekube.rootfs.tar.TarReader;
import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.List;

/** Layers of an image put upon each other, as the OCI image specification says. */
public final class Layers {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  private Layers() {}

  /** Puts an uncompressed layer upon the tree. */
  public static void apply(Tree tree, Content.Stretch layer) throws IOException {
    List<Member> members = TarReader.members(layer);
    // What a layer takes away lies below it, so that goes first wherever it stands in the tar.
    for (Member member : members) {
      String name = member.path().substring(member.path().lastIndexOf('/') + 1);
      String directory =
          member.path().substring(0, Math.max(0, member.path().length() - name.length() - 1));
      if (name.equals(OPAQUE)) {
        tree.clear(tree.resolve(directory));
      } else if (name.startsWith(WHITEOUT)) {
        String gone = name.substring(WHITEOUT.length());
        tree.remove(directory.isEmpty() ? gone : directory + "/" + gone);
      }
    }
    for (Member member : members) {
      if (!member.path().substring(member.path().lastIndexOf('/') + 1).startsWith(WHITEOUT)) {
        put(tree, member);
      }
    }
  }

  private static void put(Tree tree, Member member) throws RootfsException {
    if (member.hardLink().isPresent()) {
      tree.link(member.path(), member.hardLink().get());
    } else {
      tree.put(member.path(), member.inode().orElseThrow());
    }
  }
}
