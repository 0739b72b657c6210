package dev.ekube.rpm;

import dev.ekube.rpm.header.BadRpmException;
import java.util.List;
import java.util.Optional;

/** A rich dependency, such as {@code (a if b)}, as a tree. */
public sealed interface Rich {
  /** A package, or what one provides. */
  record One(Relation relation) implements Rich {}

  /** {@code and}. */
  record All(List<Rich> parts) implements Rich {}

  /** {@code or}. */
  record Any(List<Rich> parts) implements Rich {}

  /** {@code with}: one package that is all of it. */
  record With(List<Rich> parts) implements Rich {}

  /** {@code without}: a package that is {@code one} but not {@code other}. */
  record Without(Rich one, Rich other) implements Rich {}

  /** {@code (then if condition else otherwise)}. */
  record If(Rich then, Rich condition, Optional<Rich> otherwise) implements Rich {}

  /** {@code (then unless condition else otherwise)}. */
  record Unless(Rich then, Rich condition, Optional<Rich> otherwise) implements Rich {}

  /** Reads it as rpm writes it, parentheses included. */
  static Rich parse(String text) throws BadRpmException {
    return new RichParser(text).parse();
  }
}
