package dev.ekube.rootfs.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.rootfs.tree.Content;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Users and groups that sysusers.d declares. */
class SysusersTest {
  @Test
  void whatIsDeclaredAndNotThereIsAdded() throws IOException {
    Tree tree = new Tree(0);
    put(tree, "etc/passwd", "root:x:0:0::/root:/bin/sh\nold:x:7:7::/:/bin/false\n");
    put(tree, "etc/group", "root:x:0:\nold:x:7:\n");
    put(
        tree,
        "usr/lib/sysusers.d/a.conf",
        """
        # comment
        u old 5 "Not again"
        u chrony - "chrony system user" /var/lib/chrony /sbin/nologin
        u fixed 81 - /run
        u other 82:fixed
        g kvm 36
        m chrony kvm
        """);
    new Sysusers(tree).apply();
    assertThat(text(tree, "etc/passwd"))
        .isEqualTo(
            """
            root:x:0:0::/root:/bin/sh
            old:x:7:7::/:/bin/false
            chrony:x:999:999:chrony system user:/var/lib/chrony:/sbin/nologin
            fixed:x:81:81::/run:/usr/sbin/nologin
            other:x:82:81::/:/usr/sbin/nologin
            """);
    assertThat(text(tree, "etc/group"))
        .isEqualTo("root:x:0:\nold:x:7:\nkvm:x:36:chrony\nchrony:x:999:\nfixed:x:81:\n");
  }

  private static void put(Tree tree, String path, String text) throws IOException {
    tree.put(path, Inode.file(Content.ofText(text), 0644, 0));
  }

  private static String text(Tree tree, String path) throws IOException {
    return ((Inode.Kind.Regular) tree.get(path).orElseThrow().kind()).content().text();
  }
}
