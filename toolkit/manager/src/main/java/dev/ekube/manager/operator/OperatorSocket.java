package dev.ekube.manager.operator;

import dev.ekube.manager.log.Log;
import dev.ekube.manager.net.Words;
import dev.ekube.wire.Frame;
import dev.ekube.wire.OperatorCodec;
import dev.ekube.wire.OperatorMessage;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A Unix socket that only its owner may open: one connection, one question. */
public final class OperatorSocket implements Closeable {
  /** Operators are people; more at once are a script that has gone wild. */
  private static final int MOST = 64;

  private final ServerSocketChannel server;
  private final Path path;
  private final Desk desk;
  private final Log log;
  private final Semaphore room = new Semaphore(MOST);

  private OperatorSocket(ServerSocketChannel server, Path path, Desk desk, Log log) {
    this.server = server;
    this.path = path;
    this.desk = desk;
    this.log = log;
  }

  /** Listens there from now on; a socket that a killed service left is replaced. */
  public static OperatorSocket open(Path path, Desk desk, Log log) throws IOException {
    Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElseThrow();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path aside = folder.resolve("." + path.getFileName() + ".new");
    Files.deleteIfExists(aside);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      // Nobody knows it by its name before its mode is right.
      server.bind(UnixDomainSocketAddress.of(aside));
      Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
      Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    OperatorSocket socket = new OperatorSocket(server, path, desk, log);
    Thread.ofPlatform().name("operator").start(socket::accept);
    return socket;
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        if (room.tryAcquire()) {
          Thread.ofVirtual().name("operator").start(() -> serve(channel));
        } else {
          channel.close();
        }
      } catch (IOException e) {
        if (server.isOpen()) {
          log.warn("operator's socket", Map.of("why", Words.of(e)));
        }
      }
    }
  }

  private void serve(SocketChannel channel) {
    try (channel;
        InputStream in = Channels.newInputStream(channel);
        var out = Channels.newOutputStream(channel)) {
      Optional<Frame> question = Frame.read(in, Frame.MAX_ENROLMENT);
      if (question.isPresent()) {
        OperatorMessage message = OperatorCodec.readMessage(question.get().payload());
        desk.answer(message, reply -> out.write(Frame.json(OperatorCodec.write(reply)).bytes()));
      }
    } catch (IOException e) {
      // An operator who hangs up in the middle is no event.
      log.info("operator's question ended", Map.of("why", Words.of(e)));
    } catch (InterruptedException | RuntimeException e) {
      log.warn("operator's question failed", Map.of("why", Words.of(e)));
    } finally {
      room.release();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }
}
