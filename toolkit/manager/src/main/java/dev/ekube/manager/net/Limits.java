package dev.ekube.manager.net;

import dev.ekube.wire.Frame;
import java.time.Duration;

/**
 * How much one peer, and all of them together, may take. A stranger is a connection whose peer has
 * not yet shown a certificate of its node.
 *
 * @param connections all connections together
 * @param strangers connections of strangers together
 * @param perAddress connections of one address
 * @param openedPerSecond connections that one address may open in a second, on average; ten times
 *     as many at once
 * @param handshake from the first byte to TLS, and then to the first message
 * @param message from a message's first byte to its last
 * @param silence between two messages of a peer
 * @param stall how long a peer may take nothing of what is sent to it
 * @param linger how long a peer may read on after the service has said its last word
 * @param strangerBytes a stranger's message
 * @param friendBytes a known node's message
 * @param queuedBytes what may wait to be sent to one peer
 * @param messagesPerSecond a peer that sends more is read more slowly
 */
public record Limits(
    int connections,
    int strangers,
    int perAddress,
    int openedPerSecond,
    Duration handshake,
    Duration message,
    Duration silence,
    Duration stall,
    Duration linger,
    int strangerBytes,
    int friendBytes,
    long queuedBytes,
    int messagesPerSecond) {

  /** What the service runs with; docs/serve.md lists it. */
  public static final Limits DEFAULT =
      new Limits(
          4096,
          2048,
          16,
          5,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Frame.MAX_ENROLMENT,
          Frame.MAX_PAYLOAD,
          64L << 20,
          500);
}
