package dev.ekube.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Immutable copies whose order does not depend on hashing, so that output is stable. */
public final class Copies {
  private Copies() {}

  public static <K, V> SortedMap<K, V> sorted(Map<K, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** An unmodifiable copy in natural order. */
  public static <E extends Comparable<E>> SortedSet<E> sorted(Collection<E> elements) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(elements));
  }
}
