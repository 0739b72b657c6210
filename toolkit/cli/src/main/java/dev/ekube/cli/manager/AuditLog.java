package dev.ekube.cli.manager;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Who was given what: one line of JSON each, on disk before it is given. */
public final class AuditLog {
  private final Path file;
  private final Clock clock;

  AuditLog(Path state, Clock clock) {
    this.file = state.resolve("audit.jsonl");
    this.clock = clock;
  }

  /** Adds a line with the time, what happened, and the given facts in their order. */
  public void add(String what, Map<String, String> facts) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("time", clock.instant().toString());
    line.put("what", what);
    facts.forEach(line::put);
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel = FileChannel.open(file, options, mode)) {
      // One write, so that lines of two processes do not mix.
      channel.write(ByteBuffer.wrap(bytes));
      channel.force(true);
    } catch (IOException e) {
      throw PortException.failed(
          "tried to write " + file + " but " + Reason.of(e),
          Reason.next(e, file, "see to the state directory"),
          e);
    }
  }
}
