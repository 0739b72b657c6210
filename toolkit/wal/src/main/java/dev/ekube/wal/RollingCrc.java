package dev.ekube.wal;

import java.nio.ByteBuffer;

/**
 * CRC-32C that goes on from any earlier value, as etcd's log needs it and {@link
 * java.util.zip.CRC32C} cannot: the sum of a record covers all records before it.
 */
final class RollingCrc {
  /** The polynomial of Castagnoli, bits reversed. */
  private static final int POLYNOMIAL = 0x82F63B78;

  private static final int[][] TABLES = tables();

  private int value;

  int value() {
    return value;
  }

  void restart(int from) {
    value = from;
  }

  /** Takes in all that remains of the buffer, eight bytes at a step. */
  void update(ByteBuffer bytes) {
    int crc = ~value;
    int at = bytes.position();
    int end = bytes.limit();
    for (; end - at >= 8; at += 8) {
      int low = crc ^ four(bytes, at);
      int high = four(bytes, at + 4);
      crc =
          TABLES[7][low & 0xff]
              ^ TABLES[6][(low >>> 8) & 0xff]
              ^ TABLES[5][(low >>> 16) & 0xff]
              ^ TABLES[4][low >>> 24]
              ^ TABLES[3][high & 0xff]
              ^ TABLES[2][(high >>> 8) & 0xff]
              ^ TABLES[1][(high >>> 16) & 0xff]
              ^ TABLES[0][high >>> 24];
    }
    for (; at < end; at++) {
      crc = TABLES[0][(crc ^ bytes.get(at)) & 0xff] ^ (crc >>> 8);
    }
    value = ~crc;
  }

  private static int four(ByteBuffer bytes, int at) {
    return (bytes.get(at) & 0xff)
        | ((bytes.get(at + 1) & 0xff) << 8)
        | ((bytes.get(at + 2) & 0xff) << 16)
        | (bytes.get(at + 3) << 24);
  }

  private static int[][] tables() {
    int[][] tables = new int[8][256];
    for (int i = 0; i < 256; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ (POLYNOMIAL & -(crc & 1));
      }
      tables[0][i] = crc;
    }
    for (int table = 1; table < 8; table++) {
      for (int i = 0; i < 256; i++) {
        int before = tables[table - 1][i];
        tables[table][i] = (before >>> 8) ^ tables[0][before & 0xff];
      }
    }
    return tables;
  }
}
