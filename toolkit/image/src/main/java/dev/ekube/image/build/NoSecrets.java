package dev.ekube.image.build;

import dev.ekube.image.ImageException;
import dev.ekube.rootfs.tree.Inode;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Warewulf hands images to whoever asks: what is secret must not be in one. */
final class NoSecrets {
  private static final List<Pattern> KEYS =
      List.of(
          Pattern.compile("etc/ssh/ssh_host_[a-z0-9]+_key"),
          Pattern.compile("etc/kubernetes/pki/.*\\.key"),
          Pattern.compile("root/\\.ssh/id_[a-z0-9]+"),
          Pattern.compile("root/\\.docker/config\\.json"));

  private NoSecrets() {}

  static void check(Tree tree) throws IOException {
    for (Map.Entry<String, Inode> entry : tree.all().entrySet()) {
      if (!entry.getValue().isDirectory()
          && KEYS.stream().anyMatch(key -> key.matcher(entry.getKey()).matches())) {
        throw ImageException.tried(
            "build the image",
            "/" + entry.getKey() + " holds a secret, and whoever asks Warewulf gets the image",
            "take it out of the base or the files");
      }
    }
  }
}
