package dev.ekube.agent.link;

import dev.ekube.wire.ManagerMessage;

/** Who hears of what happens on the link; called from its threads. */
public interface Inbox {
  /** The connection stands, the node is let in, and Hello was said. */
  void connected();

  /** A message for the agent; those of transfers and pings stay within the link. */
  void received(ManagerMessage message);

  /**
   * The connection is gone, or could not be made.
   *
   * @param why in words
   * @param retryAfter milliseconds that the manager asked to be left alone
   */
  void disconnected(String why, long retryAfter);
}
