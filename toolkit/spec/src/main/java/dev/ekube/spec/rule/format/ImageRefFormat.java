package dev.ekube.spec.rule.format;

import dev.ekube.model.ImageRef;
import dev.ekube.spec.rule.FormatRule;

/** Registry, path, tag or digest. */
public final class ImageRefFormat extends FormatRule {
  public static final ImageRefFormat RULE = new ImageRefFormat();

  private ImageRefFormat() {
    super(
        "bad-image-reference",
        "an image reference",
        "ghcr.io/hpcng/warewulf-rockylinux:9",
        "[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9]([a-z0-9._-]*[a-"
            + "z0-9])?)+(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?",
        "An image is named in full: registry, path, and a tag or a digest. There is no "
            + "default registry, and no docker:// in front.");
  }

  @Override
  public boolean accepts(String text) {
    return text.length() <= 512 && ImageRef.isValid(text);
  }

  @Override
  protected String advice(String text) {
    int scheme = text.indexOf("://");
    if (scheme > 0 && ImageRef.isValid(text.substring(scheme + 3))) {
      return "write " + text.substring(scheme + 3);
    }
    return text.indexOf('/') < 0 && ImageRef.isValid("docker.io/library/" + text)
        ? "name the registry, such as docker.io/library/" + text
        : super.advice(text);
  }
}
