package dev.ekube.etcd.snapshot;

import dev.ekube.etcd.snapshot.Verdict.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Verifies a snapshot: the digest that etcd appends to it, and in the database before that digest
 * the newest revision of the key space, which {@code etcdutl snapshot status} shows as well.
 */
public final class SnapshotCheck {
  /** etcdutl tells by this remainder that a file ends in a digest. */
  private static final int SECTOR = 512;

  private static final int DIGEST = 32;
  private static final int BUFFER = 1 << 16;

  private SnapshotCheck() {}

  /** Reads the whole file once, then a few pages of it. Memory does not grow with its size. */
  public static Verdict verify(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long bytes = channel.size();
      if (bytes % SECTOR != DIGEST) {
        return Fault.NO_DIGEST.says(bytes + " bytes are not whole sectors and a digest");
      }
      long database = bytes - DIGEST;
      MessageDigest digest = sha256();
      MessageDigest whole = sha256();
      read(channel, 0, database, digest, whole);
      byte[] found = new byte[DIGEST];
      Pages.fill(channel, ByteBuffer.wrap(found), database);
      byte[] computed = digest.digest();
      if (!Arrays.equals(found, computed)) {
        return Fault.DIGEST_DIFFERS.says(
            "it ends in %s but its content has %s"
                .formatted(HexFormat.of().formatHex(found), HexFormat.of().formatHex(computed)));
      }
      whole.update(found);
      long revision = new KeySpace(new Pages(channel, database)).revision();
      return new Verdict.Sound(bytes, HexFormat.of().formatHex(whole.digest()), revision);
    } catch (Pages.Bad e) {
      return e.rejection();
    } catch (NoSuchFileException e) {
      return Fault.ABSENT.says("no file " + file);
    } catch (IOException e) {
      return Fault.UNREADABLE.says(e.toString());
    }
  }

  private static void read(
      FileChannel channel, long from, long to, MessageDigest one, MessageDigest other)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (long at = from; at < to; at += buffer.limit()) {
      buffer.clear().limit((int) Math.min(BUFFER, to - at));
      Pages.fill(channel, buffer, at);
      one.update(buffer.array(), 0, buffer.limit());
      other.update(buffer.array(), 0, buffer.limit());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
