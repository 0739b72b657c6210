package dev.ekube.wal;

import dev.ekube.wal.Segment.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the log of a member that is not running: all files in their order, every checksum, and what
 * the last state and the last entry are.
 */
public final class WalReader {
  /** Sequence and first index, as etcd names a file. */
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})-[0-9a-f]{16}\\.wal");

  private WalReader() {}

  /** Reads the folder {@code member/wal} of an etcd data directory; writes nothing. */
  public static Reading read(Path folder) {
    try {
      List<Path> files = files(folder);
      return files.isEmpty()
          ? new Reading.Absent("no log in " + folder)
          : new Reading.Sound(scan(files).wal());
    } catch (NoSuchFileException | NotDirectoryException e) {
      return new Reading.Absent("no folder " + folder);
    } catch (Scan.Broken e) {
      return new Reading.Damaged(e.getMessage());
    } catch (IOException e) {
      return new Reading.Damaged("tried to read " + folder + " but " + e);
    }
  }

  /** The files of the log, oldest first. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> NAME.matcher(name(file)).matches()).sorted().toList();
    }
  }

  static Scan.Done scan(List<Path> files) throws IOException, Scan.Broken {
    Scan scan = new Scan();
    RollingCrc crc = new RollingCrc();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      boolean isLast = i == files.size() - 1;
      if (i > 0 && sequence(file) != sequence(files.get(i - 1)) + 1) {
        throw new Scan.Broken("the log lacks a file before " + name(file));
      }
      try {
        Segment segment = new Segment(map(file), isLast, crc);
        scan.beginFile();
        boolean torn = read(segment, scan);
        scan.endFile();
        if (isLast) {
          return new Scan.Done(scan.finish(torn), file, segment.offset(), segment.sum());
        }
      } catch (Message.Malformed | Scan.Broken e) {
        throw new Scan.Broken(file + " " + e.getMessage());
      }
    }
    throw new IllegalArgumentException("a log has files");
  }

  /** Takes in the records of one file, and tells whether it ends in a torn one. */
  private static boolean read(Segment segment, Scan scan) throws Scan.Broken, Message.Malformed {
    while (true) {
      switch (segment.next()) {
        case Frame.End() -> {
          return false;
        }
        case Frame.Torn() -> {
          return true;
        }
        case Frame.Damage(String why) -> throw new Scan.Broken(why);
        case Frame.Whole(WalRecord record) -> {
          if (record.kind() != WalRecord.CRC) {
            scan.take(record);
          } else if (segment.sum() != 0 && segment.sum() != record.crc()) {
            throw new Scan.Broken("does not go on where the file before it ends");
          } else {
            segment.restart(record.crc());
          }
        }
      }
    }
  }

  /** Mapped, so that a log of any size costs no heap. */
  private static ByteBuffer map(Path file) throws IOException, Scan.Broken {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new Scan.Broken("is larger than 2 GiB");
      }
      return channel.map(MapMode.READ_ONLY, 0, channel.size());
    }
  }

  private static long sequence(Path file) {
    return Long.parseUnsignedLong(name(file).substring(0, 16), 16);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
