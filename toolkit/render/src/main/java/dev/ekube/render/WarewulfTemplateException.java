package dev.ekube.render;

/** A template that goes beyond the subset of {@link WarewulfTemplate}, or is no template at all. */
public final class WarewulfTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WarewulfTemplateException(String name, int line, int column, String what) {
    super(name + ":" + line + ":" + column + ": " + what);
  }
}
