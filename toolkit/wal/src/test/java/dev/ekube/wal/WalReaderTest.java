package dev.ekube.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalReaderTest {
  @TempDir Path folder;

  @Test
  void theChecksumIsThatOfThePlatformAndGoesOnFromAnyValue() {
    byte[] bytes = new byte[1003];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 37);
    }
    CRC32C whole = new CRC32C();
    whole.update(bytes);
    RollingCrc first = new RollingCrc();
    first.update(ByteBuffer.wrap(bytes, 0, 500));
    RollingCrc second = new RollingCrc();
    second.restart(first.value());
    second.update(ByteBuffer.wrap(bytes, 500, 503));
    assertThat(Integer.toUnsignedLong(second.value())).isEqualTo(whole.getValue());
  }

  @Test
  void tellsMemberStateAndEnd() throws IOException {
    Wal wal = sound(Logs.first().entry(2, 1).entry(2, 2).state(2, 7, 1).entry(2, 3).zeros(4096));
    assertThat(wal)
        .isEqualTo(
            new Wal(
                Logs.MEMBER,
                Logs.CLUSTER,
                new HardState(2, 7, 1),
                new Position(2, 3),
                Optional.of(Position.START),
                false));
    assertThat(wal.hasTail()).isTrue();
  }

  @Test
  void anEntryReplacesThoseBehindIt() throws IOException {
    Wal wal = sound(Logs.first().entry(2, 1).entry(2, 2).entry(2, 3).state(3, 0, 1).entry(3, 2));
    assertThat(wal.last()).isEqualTo(new Position(3, 2));
  }

  @Test
  void aSnapshotOfTheLeaderStandsForTheEntriesBeforeIt() throws IOException {
    Logs behind = Logs.first().entry(2, 1).snapshot(4, 90).state(4, 0, 90);
    assertThat(sound(behind).last()).isEqualTo(new Position(4, 90));
    assertThat(sound(behind).snapshot()).contains(new Position(4, 90));
    assertThat(sound(behind.entry(4, 91)).last()).isEqualTo(new Position(4, 91));
  }

  @Test
  void anOwnSnapshotChangesNothing() throws IOException {
    Wal wal = sound(Logs.first().entry(2, 1).entry(2, 2).state(2, 0, 1).snapshot(2, 1));
    assertThat(wal.last()).isEqualTo(new Position(2, 2));
    assertThat(wal.snapshot()).contains(new Position(2, 1));
  }

  @Test
  void readsOnFromFileToFile() throws IOException {
    Logs one = Logs.first().entry(2, 1).state(2, 0, 1);
    Logs two = Logs.after(one).state(2, 0, 1).entry(2, 2).zeros(64);
    Logs.write(folder, one.toBytes(), two.toBytes());
    assertThat(WalReader.read(folder)).isInstanceOf(Reading.Sound.class);
    assertThat(sound().last()).isEqualTo(new Position(2, 2));

    // etcd deletes old files, so a log may begin with any checksum.
    Files.delete(WalReader.files(folder).getFirst());
    assertThat(sound().last()).isEqualTo(new Position(2, 2));
  }

  @Test
  void aLogWithAHoleIsDamaged() throws IOException {
    Logs one = Logs.first().entry(2, 1);
    Logs two = Logs.after(one).entry(2, 2);
    Logs three = Logs.after(two).entry(2, 3);
    Logs.write(folder, one.toBytes(), two.toBytes(), three.toBytes());
    Files.delete(WalReader.files(folder).get(1));
    assertThat(damage()).contains("lacks a file before");
    assertThat(damage(Logs.first().entry(2, 1).entry(2, 3))).contains("lacks the entries");
    assertThat(damage(Logs.first().record(9, new byte[0]))).contains("unknown kind, 9");
    assertThat(damage(Logs.first().record(WalRecord.METADATA, Message.ofNumbers(1, 2))))
        .contains("two different members");
  }

  @Test
  void aFileOfAnotherLogIsDamage() throws IOException {
    Logs one = Logs.first().entry(2, 1);
    Logs other = Logs.after(Logs.first().entry(9, 1)).entry(2, 2);
    Logs.write(folder, one.toBytes(), other.toBytes());
    assertThat(damage()).contains("does not go on");
  }

  @Test
  void whateverIsCutOffTheEndReadsAsBefore() throws IOException {
    Logs before = Logs.first().entry(2, 1).state(2, 7, 1);
    int whole = before.size();
    Wal expected = sound(before);
    byte[] more = before.entry(2, 2).toBytes();
    for (int length = whole; length < more.length; length++) {
      Logs.write(folder, Arrays.copyOf(more, length));
      Wal wal = sound();
      assertThat(wal.last()).isEqualTo(expected.last());
      assertThat(wal.torn()).as("cut to %d bytes", length).isEqualTo(length > whole);
    }
  }

  @Test
  void aSectorOfZerosAtTheEndIsATornWrite() throws IOException {
    Logs before = Logs.first().entry(2, 1);
    int whole = before.size();
    byte[] torn = before.entry(2, 2).entry(2, 3).entry(2, 4).entry(2, 5).toBytes();
    assertThat(whole).isLessThan(512);
    Arrays.fill(torn, 512, 1024, (byte) 0);
    Logs.write(folder, torn);
    assertThat(sound().torn()).isTrue();
    Logs.write(folder, torn, Logs.after(before).toBytes());
    assertThat(WalReader.read(folder)).isInstanceOf(Reading.Damaged.class);
  }

  @Test
  void noFlippedBitIsTakenForGood() throws IOException {
    Logs one = Logs.first().entry(2, 1).entry(2, 2);
    byte[] good = one.toBytes();
    Logs.write(folder, good, Logs.after(one).state(2, 0, 2).toBytes());
    Wal expected = sound();
    for (int at = 0; at < good.length; at++) {
      if (one.kinds().contains(at)) {
        continue;
      }
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << at % 8);
      Files.write(WalReader.files(folder).getFirst(), bad);
      // A flip in the padding, or in the unused bits of a length, changes nothing.
      if (WalReader.read(folder) instanceof Reading.Sound(Wal wal)) {
        assertThat(wal).isEqualTo(expected);
      }
    }
  }

  @Test
  void anEmptyDiskIsNoDamage() throws IOException {
    assertThat(WalReader.read(folder)).isInstanceOf(Reading.Absent.class);
    assertThat(WalReader.read(folder.resolve("none"))).isInstanceOf(Reading.Absent.class);
    Files.createFile(folder.resolve("0.tmp"));
    assertThat(WalReader.read(folder.resolve("0.tmp"))).isInstanceOf(Reading.Absent.class);
    Logs.write(folder, new byte[0]);
    assertThat(damage()).contains("does not name its member");
  }

  private Wal sound(Logs logs) throws IOException {
    Logs.write(folder, logs.toBytes());
    return sound();
  }

  private Wal sound() {
    return ((Reading.Sound) WalReader.read(folder)).wal();
  }

  private String damage(Logs logs) throws IOException {
    Path other = Files.createTempDirectory(folder, "damaged");
    Logs.write(other, logs.toBytes());
    return ((Reading.Damaged) WalReader.read(other)).why();
  }

  private String damage() {
    return ((Reading.Damaged) WalReader.read(folder)).why();
  }
}
