package dev.ekube.spec.rule.image;

import dev.ekube.model.ImageRef;
import dev.ekube.model.node.BaseSource;
import dev.ekube.spec.rule.FormatRule;

/** What node images are built upon. */
public final class BaseSourceFormat extends FormatRule {
  public static final BaseSourceFormat RULE = new BaseSourceFormat();

  private BaseSourceFormat() {
    super(
        "bad-base-source",
        "the source of a root file system",
        "ghcr.io/hpcng/warewulf-rockylinux:9",
        "(docker-archive|oci|tar|dir):[^\\x00-\\x1f]+|"
            + "[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9]([a-z0-9._-]*[a-"
            + "z0-9])?)+(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?",
        "A base is an image of a registry, named in full and without docker:// in front, or what"
            + " lies in files beside cluster.yaml: docker-archive:FILE as docker save writes it,"
            + " oci:DIRECTORY for an OCI layout, tar:FILE for a tar of the root file system,"
            + " dir:DIRECTORY for the root file system itself.");
  }

  @Override
  public boolean accepts(String text) {
    return text.length() <= 512 && BaseSource.parse(text).isPresent();
  }

  @Override
  protected String advice(String text) {
    int scheme = text.indexOf("://");
    if (scheme > 0 && ImageRef.isValid(text.substring(scheme + 3))) {
      return "write " + text.substring(scheme + 3);
    }
    return text.endsWith(".tar")
        ? "write tar:" + text + " or docker-archive:" + text
        : super.advice(text);
  }
}
