package dev.ekube.oci.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * Reads plain files of web servers and of this machine ({@code file:}). Every call is one request
 * to one address. Safe for many threads.
 */
public final class WebClient implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  private final Registries settings;
  private final Transport transport;

  /** {@code settings} give proxies, authorities and limits; there are no logins. */
  public WebClient(Registries settings) {
    this.settings = settings;
    this.transport = new Transport(settings);
  }

  public Limits limits() {
    return settings.limits();
  }

  /** A small file whole. */
  public byte[] bytes(URI address, int most) throws RegistryFault, InterruptedException {
    String tried = "fetch " + address;
    try {
      if (isLocal(address)) {
        Path file = Path.of(address);
        if (Files.size(file) > most) {
          throw new Transport.EndlessException(most);
        }
        return Files.readAllBytes(file);
      }
      Transport.Reply reply = transport.get(address, Map.of(), Optional.empty());
      if (reply.status() != 200) {
        BodyPump.discard(reply.head().body());
        throw Faults.status(reply, tried);
      }
      return transport.bytes(reply, most);
    } catch (NoSuchFileException e) {
      throw new RegistryFault(FaultKind.NOT_FOUND, tried, "it is not there");
    } catch (IOException e) {
      throw isLocal(address) ? Faults.disk(e, tried) : Faults.network(e, tried);
    }
  }

  /**
   * A file of {@code size} bytes from byte {@code from} on; its digest is the caller's to check.
   */
  public void file(URI address, long size, long from, RegistryClient.SinkAt sinkAt)
      throws IOException, InterruptedException {
    String tried = "fetch " + address;
    if (isLocal(address)) {
      local(Path.of(address), from, sinkAt, tried);
      return;
    }
    try {
      Ranged.run(
          headers -> transport.get(address, headers, Optional.empty()),
          size,
          from,
          sinkAt,
          tried,
          settings.limits().stall());
    } catch (IOException e) {
      throw Faults.network(e, tried);
    }
  }

  @Override
  public void close() {
    transport.close();
  }

  private static void local(Path file, long from, RegistryClient.SinkAt sinkAt, String tried)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(from);
      Sink sink = sinkAt.at(from);
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      while (channel.read(buffer) >= 0) {
        sink.accept(buffer.flip());
        buffer.clear();
      }
    } catch (NoSuchFileException e) {
      throw new RegistryFault(FaultKind.NOT_FOUND, tried, "it is not there");
    } catch (RegistryFault e) {
      throw e;
    } catch (IOException e) {
      throw Faults.disk(e, tried);
    }
  }

  private static boolean isLocal(URI address) {
    return "file".equals(address.getScheme());
  }
}
