package dev.ekube.manager.net;

import java.util.Optional;

/** An exception in one line for the log. */
public final class Words {
  private Words() {}

  public static String of(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    return Optional.ofNullable(failure.getMessage())
        .map(message -> name + ": " + message.lines().findFirst().orElse(""))
        .orElse(name);
  }
}
