package dev.ekube.cli.node;

import dev.ekube.model.node.NodeImageKind;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code base} or {@code control}, as cluster.yaml writes them. */
final class KindWord implements ITypeConverter<NodeImageKind> {
  @Override
  public NodeImageKind convert(String word) {
    return Arrays.stream(NodeImageKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("expected base or control but was " + word));
  }
}
