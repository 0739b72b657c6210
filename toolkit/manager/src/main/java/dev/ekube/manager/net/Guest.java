package dev.ekube.manager.net;

import dev.ekube.wire.Frame;

/** Takes what one connection brings, always on that connection's own thread. */
public interface Guest {

  /** One whole frame; it may take its time, the peer is not read meanwhile. */
  void received(Frame frame) throws Unwelcome, InterruptedException;

  /** The connection has ended; called once, last, and always. */
  void gone(String why);
}
