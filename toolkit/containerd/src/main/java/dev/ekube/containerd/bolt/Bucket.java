package dev.ekube.containerd.bolt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bucket of a bbolt database while it is made: keys in byte order, to values or buckets. */
public final class Bucket {
  private static final int LONGEST_KEY = 32_768;

  /** What lies under a key. */
  sealed interface Entry {
    /** Bytes. */
    final class Value implements Entry {
      private final byte[] bytes;

      Value(byte[] bytes) {
        this.bytes = bytes;
      }

      byte[] bytes() {
        return bytes;
      }
    }

    /** A bucket within this one. */
    record Nested(Bucket bucket) implements Entry {}
  }

  private final SortedMap<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);
  private long sequence;

  /** The bucket under this name, made where there is none. */
  public Bucket bucket(String name) {
    return switch (entries.get(key(name))) {
      case null -> {
        Bucket made = new Bucket();
        entries.put(key(name), new Entry.Nested(made));
        yield made;
      }
      case Entry.Nested nested -> nested.bucket();
      case Entry.Value value -> throw new IllegalArgumentException(name + " is a value");
    };
  }

  /** Puts text as UTF-8; it may be empty. */
  public Bucket put(String key, String value) {
    return put(key(key), value.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts bytes under a name. */
  public Bucket put(String key, byte[] value) {
    return put(key(key), value);
  }

  /** Puts bytes under a key that is no text. */
  public Bucket put(byte[] key, byte[] value) {
    if (key.length == 0 || key.length > LONGEST_KEY) {
      throw new IllegalArgumentException("a key has 1 to " + LONGEST_KEY + " bytes");
    }
    if (entries.get(key) instanceof Entry.Nested) {
      throw new IllegalArgumentException("there is a bucket under this key");
    }
    entries.put(key.clone(), new Entry.Value(value.clone()));
    return this;
  }

  /** The last number that the bucket gave out; whoever opens it goes on behind it. */
  public Bucket sequence(long last) {
    sequence = last;
    return this;
  }

  long sequence() {
    return sequence;
  }

  SortedMap<byte[], Entry> entries() {
    return Collections.unmodifiableSortedMap(entries);
  }

  private static byte[] key(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
