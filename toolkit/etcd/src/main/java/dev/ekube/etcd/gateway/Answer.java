package dev.ekube.etcd.gateway;

import java.util.function.Function;

/** What a call came to. A call that did not end in {@link Ok} may still have taken effect. */
public sealed interface Answer<T> {
  /** etcd did it and answered. */
  record Ok<T>(T value) implements Answer<T> {}

  /**
   * etcd answered that it will not or cannot.
   *
   * @param code the gRPC code, such as 9 (failed precondition) or 14 (unavailable)
   * @param words etcd's own, such as {@code etcdserver: unhealthy cluster}
   */
  record Refused<T>(int code, String words) implements Answer<T> {
    /** The gRPC code for a member that cannot serve right now, where another one may. */
    public static final int UNAVAILABLE = 14;
  }

  /** Nobody answered in time, or not as etcd does, or the answer could not be kept on disk. */
  record Unreachable<T>(String why) implements Answer<T> {}

  /** The same answer with another value. */
  default <R> Answer<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Ok<T>(T value) -> new Ok<>(change.apply(value));
      case Refused<T>(int code, String words) -> new Refused<>(code, words);
      case Unreachable<T>(String why) -> new Unreachable<>(why);
    };
  }
}
