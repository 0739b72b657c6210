package dev.ekube.spec.rule.kube;

import dev.ekube.model.ImageRef;
import dev.ekube.model.Problem;
import dev.ekube.model.node.BaseSource;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** Say which image. */
public final class ImageUnpinned extends Check {
  public ImageUnpinned() {
    super(
        "image-unpinned",
        "An image is named without tag and digest, or by the tag latest, so that nobody "
            + "can say later what it was.");
  }

  @Override
  public Problem.Severity severity() {
    return Problem.Severity.WARNING;
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .images()
        .base()
        .ifPresent(
            base -> {
              if (base.value() instanceof BaseSource.Registry registry) {
                one(new Placed<>(registry.reference(), base.place()), found);
              }
            });
    draft.images().extra().forEach(i -> one(i, found));
  }

  private void one(Placed<ImageRef> image, Found found) {
    String name = image.value().value();
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (last.endsWith(":latest") || last.indexOf(':') < 0) {
      found.add(
          problem(
              image.place(),
              "the image " + name + " has no fixed tag or digest",
              "add the tag of a release, or a digest"));
    }
  }
}
