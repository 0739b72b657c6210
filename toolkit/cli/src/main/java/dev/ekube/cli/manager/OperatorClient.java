package dev.ekube.cli.manager;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.wire.Frame;
import dev.ekube.wire.OperatorCodec;
import dev.ekube.wire.OperatorMessage;
import dev.ekube.wire.OperatorReply;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks the service on this manager, over the socket that only its owner may open. */
public final class OperatorClient {
  private static final String NEXT = "start it with `systemctl start ekube`, or run `ekube serve`";

  private final Path socket;

  private OperatorClient(Path socket) {
    this.socket = socket;
  }

  /** The service of this machine, or the one that serves a sandbox. */
  public static OperatorClient of(PlaceOptions options) {
    return new OperatorClient(runtime(options).resolve("ekube.sock"));
  }

  /** The service whose socket is in that folder. */
  public static OperatorClient in(Path runtime) {
    return new OperatorClient(runtime.resolve("ekube.sock"));
  }

  /** Where the service keeps what ends with it: its socket. */
  public static Path runtime(PlaceOptions options) {
    return options
        .sandbox()
        .map(folder -> folder.resolve("run/ekube"))
        .or(() -> Optional.ofNullable(System.getenv("EKUBE_RUN_DIR")).map(Path::of))
        .orElse(Path.of("/run/ekube"));
  }

  /** The answer to one question; trouble that the service names becomes an exception. */
  public OperatorReply ask(OperatorMessage question) {
    OperatorReply[] answer = new OperatorReply[1];
    listen(
        question,
        reply -> {
          answer[0] = reply;
          return false;
        });
    if (answer[0] == null) {
      throw PortException.failed(
          "asked the service at " + socket + " but it hung up without an answer", NEXT);
    }
    return answer[0];
  }

  /** Hands every answer to {@code each} until it wants no more or the service ends. */
  public void listen(OperatorMessage question, Predicate<OperatorReply> each) {
    if (!Files.exists(socket)) {
      throw PortException.precondition(
          "tried to ask the service but there is no " + socket + ": it does not run", NEXT);
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap(Frame.json(OperatorCodec.write(question)).bytes()));
      InputStream in = Channels.newInputStream(channel);
      Optional<Frame> frame = Frame.read(in, Frame.MAX_PAYLOAD);
      while (frame.isPresent() && each.test(checked(frame.get()))) {
        frame = Frame.read(in, Frame.MAX_PAYLOAD);
      }
    } catch (IOException e) {
      throw PortException.precondition(
          "tried to ask the service at " + socket + " but " + e.getMessage(), NEXT);
    }
  }

  private static OperatorReply checked(Frame frame) throws IOException {
    OperatorReply reply = OperatorCodec.readReply(frame.payload());
    if (reply instanceof OperatorReply.Trouble trouble) {
      throw PortException.failed("asked the service but " + trouble.words(), "ekube status");
    }
    return reply;
  }
}
