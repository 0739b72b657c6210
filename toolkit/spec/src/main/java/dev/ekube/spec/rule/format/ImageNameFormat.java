package dev.ekube.spec.rule.format;

import dev.ekube.model.ImageName;
import dev.ekube.spec.rule.FormatRule;

/** Warewulf's rule for image names. */
public final class ImageNameFormat extends FormatRule {
  public static final ImageNameFormat RULE = new ImageNameFormat();

  private ImageNameFormat() {
    super(
        "bad-image-name",
        "the name of a Warewulf node image",
        "k8s-control-ww",
        "[A-Za-z0-9_][A-Za-z0-9_.:-]{0,127}",
        "The name under which Warewulf holds a node image: letters, digits, dots, "
            + "colons, hyphens and underscores. It is not a registry's reference.");
  }

  @Override
  public boolean accepts(String text) {
    return ImageName.isValid(text);
  }
}
