package dev.ekube.cli.boot;

import dev.ekube.model.KubeVersion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A Kubernetes version, with or without its {@code v}. */
final class VersionWord implements ITypeConverter<KubeVersion> {
  @Override
  public KubeVersion convert(String text) {
    String full = text.startsWith("v") ? text : "v" + text;
    if (!KubeVersion.isValid(full)) {
      throw new TypeConversionException("\"" + text + "\" is no version; write v1.32.2");
    }
    return KubeVersion.parse(full);
  }
}
