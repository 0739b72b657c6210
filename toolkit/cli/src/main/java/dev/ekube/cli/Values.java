package dev.ekube.cli;

import dev.ekube.model.NodeName;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How options that are neither words nor numbers are read. */
final class Values {
  private Values() {}

  static void register(CommandLine line) {
    line.registerConverter(NodeName.class, Values::node);
  }

  private static NodeName node(String text) {
    if (NodeName.isValid(text)) {
      return new NodeName(text);
    }
    throw new TypeConversionException("\"" + text + "\" is no node's name");
  }
}
