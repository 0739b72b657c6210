package dev.ekube.agent.port;

/** Something did not work; the message says in words what was tried and why it failed. */
public final class Trouble extends Exception {
  private static final long serialVersionUID = 1;

  public Trouble(String words) {
    super(words);
  }

  public Trouble(String words, Throwable cause) {
    super(words + ": " + reason(cause), cause);
  }

  /** What an exception says, or at least what it is. */
  public static String reason(Throwable cause) {
    String words = cause.getMessage();
    return words == null ? cause.getClass().getSimpleName() : words;
  }
}
