package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** Where a mirror of a registry answers. */
public final class MirrorUrlFormat extends FormatRule {
  public static final MirrorUrlFormat RULE = new MirrorUrlFormat();

  private MirrorUrlFormat() {
    super(
        "bad-mirror-url",
        "the URL of a mirror",
        "https://mirror.example.org/k8s",
        "https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*",
        "A mirror is reached by http:// or https://, a host, perhaps a port, and perhaps a path "
            + "that stands before the image's own one. User names and passwords belong into the "
            + "login file of docker or podman, never into cluster.yaml.");
  }

  @Override
  protected String advice(String text) {
    String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    if (accepts(bare)) {
      return "write " + bare;
    }
    return accepts("https://" + bare) ? "write https://" + bare : super.advice(text);
  }
}
