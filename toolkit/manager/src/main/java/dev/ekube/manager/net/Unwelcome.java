package dev.ekube.manager.net;

/** A peer did what it may not; its connection ends. The message is for the log. */
public final class Unwelcome extends Exception {
  private static final long serialVersionUID = 1L;

  public Unwelcome(String why) {
    super(why);
  }
}
