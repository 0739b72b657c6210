package dev.ekube.wal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes logs as etcd writes them. */
final class Logs {
  static final long MEMBER = 0x8e9e05c52164694dL;
  static final long CLUSTER = 0xcdf818194e3a8c32L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final RollingCrc crc = new RollingCrc();
  private final List<Integer> frames = new ArrayList<>();

  /** The first file of a log: its checksum, its member, the snapshot of nothing. */
  static Logs first() {
    return new Logs().begin().snapshot(0, 0);
  }

  /** A file behind another. */
  static Logs after(Logs before) {
    Logs logs = new Logs();
    logs.crc.restart(before.crc.value());
    return logs.begin();
  }

  private Logs begin() {
    frame(Message.ofNumbers(WalRecord.CRC, Integer.toUnsignedLong(crc.value())));
    return record(WalRecord.METADATA, Message.ofNumbers(MEMBER, CLUSTER));
  }

  Logs snapshot(long term, long index) {
    return record(WalRecord.SNAPSHOT, Message.ofNumbers(index, term));
  }

  Logs entry(long term, long index) {
    byte[] data = ("entry " + index + " ").repeat(20).getBytes(StandardCharsets.UTF_8);
    return record(WalRecord.ENTRY, Message.withBytes(Message.ofNumbers(0, term, index), 4, data));
  }

  Logs state(long term, long vote, long commit) {
    return record(WalRecord.STATE, Message.ofNumbers(term, vote, commit));
  }

  Logs record(long kind, byte[] data) {
    crc.update(ByteBuffer.wrap(data));
    long sum = Integer.toUnsignedLong(crc.value());
    return frame(Message.withBytes(Message.ofNumbers(kind, sum), 3, data));
  }

  /** Space that was preallocated and never written. */
  Logs zeros(int count) {
    bytes.writeBytes(new byte[count]);
    return this;
  }

  /** Where the byte stands that tells a frame's kind, which no checksum covers. */
  List<Integer> kinds() {
    return frames.stream().map(frame -> frame + 9).toList();
  }

  private Logs frame(byte[] record) {
    frames.add(bytes.size());
    int padding = -record.length & 7;
    long length = record.length | (padding == 0 ? 0 : (0x80L | padding) << 56);
    bytes.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
    bytes.writeBytes(record);
    bytes.writeBytes(new byte[padding]);
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  int size() {
    return bytes.size();
  }

  /** Puts files into a folder, named by their place. */
  static void write(Path folder, byte[]... files) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < files.length; i++) {
      Files.write(folder.resolve("%016x-%016x.wal".formatted(i, i * 10)), files[i]);
    }
  }
}
