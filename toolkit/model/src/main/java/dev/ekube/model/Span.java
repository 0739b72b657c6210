package dev.ekube.model;

import java.util.Comparator;

/**
 * A place in a text file. Lines and columns count from 1; line 0 means the file as a whole.
 *
 * @param file as the user named it
 */
public record Span(String file, int line, int column) implements Comparable<Span> {
  public Span {
    Check.that(line >= 0 && column >= 0, "a place cannot be negative");
  }

  public static Span whole(String file) {
    return new Span(file, 0, 0);
  }

  @Override
  public int compareTo(Span other) {
    return Comparator.comparing(Span::file)
        .thenComparingInt(Span::line)
        .thenComparingInt(Span::column)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
