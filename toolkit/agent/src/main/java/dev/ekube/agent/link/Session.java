package dev.ekube.agent.link;

import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Trouble;
import dev.ekube.wire.AgentCodec;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.Frame;
import dev.ekube.wire.ManagerCodec;
import dev.ekube.wire.ManagerMessage;
import dev.ekube.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One connection that stands. A thread of its own writes, so that a manager that reads slowly or
 * not at all holds nobody up; whoever reads notices its silence and closes.
 */
final class Session implements AutoCloseable {
  /** Milliseconds of silence after which the manager counts as gone; it pings every 5 s. */
  static final int SILENCE = 15_000;

  private static final int WAITING = 32;

  private final Socket raw;
  private final InputStream in;
  private final OutputStream out;
  private final BlockingQueue<Frame> queue = new ArrayBlockingQueue<>(WAITING);
  private volatile boolean closed;

  Session(Socket raw, Socket tls) throws IOException {
    this.raw = raw;
    tls.setSoTimeout(SILENCE);
    this.in = tls.getInputStream();
    this.out = tls.getOutputStream();
  }

  /** From now on messages are written by a thread; before that, {@link #write} may be used. */
  void startWriting() {
    Thread writer = new Thread(this::writeAll, "link-writer");
    writer.setDaemon(true);
    writer.start();
  }

  private void writeAll() {
    try {
      while (!closed) {
        Frame frame = queue.poll(1, TimeUnit.SECONDS);
        if (frame != null) {
          writeWhole(frame);
        }
      }
    } catch (IOException e) {
      close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  void write(AgentMessage message) throws IOException {
    writeWhole(Frame.json(AgentCodec.write(message)));
  }

  /** Frames of two threads are not mixed. */
  private void writeWhole(Frame frame) throws IOException {
    synchronized (out) {
      out.write(frame.bytes());
    }
  }

  /** Queues a message; a connection that cannot take any more is given up. */
  void send(AgentMessage message) {
    if (!queue.offer(Frame.json(AgentCodec.write(message)))) {
      close();
    }
  }

  /** Queues a frame as soon as there is room. */
  void send(Frame frame, Deadline deadline) throws Trouble {
    try {
      while (!queue.offer(frame, 100, TimeUnit.MILLISECONDS)) {
        if (closed) {
          throw new Trouble("the connection to the manager ended");
        }
        deadline.check("sending to the manager");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("sending to the manager", e);
    }
  }

  /** The next frame; empty when the manager has closed the connection. */
  Optional<Frame> read() throws IOException {
    return Frame.read(in, Frame.MAX_PAYLOAD);
  }

  /** The next message, where no blob can come. */
  ManagerMessage readMessage() throws IOException {
    Frame frame = read().orElseThrow(() -> new IOException("the manager closed the connection"));
    if (frame.kind() != Frame.Kind.JSON) {
      throw new WireException("the manager sent a blob that nobody asked for");
    }
    return ManagerCodec.read(frame.payload());
  }

  boolean isClosed() {
    return closed;
  }

  /** Closes the socket below TLS: that ends every read and write, even a blocked one. */
  @Override
  public void close() {
    closed = true;
    try {
      raw.close();
    } catch (IOException e) {
      // It is of no use any more either way.
      closed = true;
    }
  }
}
