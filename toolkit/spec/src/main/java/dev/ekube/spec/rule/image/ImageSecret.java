package dev.ekube.spec.rule.image;

import dev.ekube.model.node.NodeFile;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** Images carry no secret. */
public final class ImageSecret extends Check {
  public ImageSecret() {
    super(
        "image-secret",
        "A file of an image holds a private key, or lies where nodes keep theirs. Warewulf hands"
            + " images to whoever asks, so that a secret in one is none.");
  }

  @Override
  public void check(Draft draft, Found found) {
    for (Placed<NodeFile> file : draft.images().content().files()) {
      String path = file.value().path();
      boolean key =
          file.value().content() instanceof NodeFile.Content.Inline inline
              && inline.text().contains("PRIVATE KEY-----");
      if (key || path.startsWith("/etc/kubernetes/pki/")) {
        found.add(
            problem(
                file.place(),
                "the file " + path + (key ? " holds a private key" : " lies among a node's keys"),
                "let nodes make or fetch their secrets themselves"));
      }
    }
  }
}
