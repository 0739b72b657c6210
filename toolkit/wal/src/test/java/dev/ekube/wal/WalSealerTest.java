package dev.ekube.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalSealerTest {
  @TempDir Path folder;

  @Test
  void countsTheWholeLogAsCommitted() throws IOException {
    Logs.write(folder, tailed().zeros(1000).toBytes());
    Sealing.Sealed sealed = (Sealing.Sealed) WalSealer.seal(folder);
    assertThat(sealed.before()).isEqualTo(new HardState(3, 7, 1));
    assertThat(sealed.now().state()).isEqualTo(new HardState(3, 7, 4));
    assertThat(WalReader.read(folder)).isEqualTo(new Reading.Sound(sealed.now()));
    // Byte for byte what etcd itself would have appended.
    assertThat(only()).hasBinaryContent(tailed().state(3, 7, 4).toBytes());
  }

  @Test
  void sealingTwiceWritesOnce() throws IOException {
    Logs.write(folder, tailed().toBytes());
    assertThat(WalSealer.seal(folder)).isInstanceOf(Sealing.Sealed.class);
    byte[] once = Files.readAllBytes(only());
    assertThat(WalSealer.seal(folder)).isInstanceOf(Sealing.Unneeded.class);
    assertThat(only()).hasBinaryContent(once);
  }

  @Test
  void cutAtAnyByteItCanBeDoneAgain() throws IOException {
    byte[] before = tailed().toBytes();
    byte[] sealed = tailed().state(3, 7, 4).toBytes();
    for (int length = before.length; length < sealed.length; length++) {
      Logs.write(folder, Arrays.copyOf(sealed, length));
      Wal cut = ((Reading.Sound) WalReader.read(folder)).wal();
      assertThat(cut.state().commit()).isEqualTo(1);
      assertThat(cut.last()).isEqualTo(new Position(3, 4));
      assertThat(WalSealer.seal(folder)).isInstanceOf(Sealing.Sealed.class);
      assertThat(only()).hasBinaryContent(sealed);
    }
  }

  @Test
  void whatWasTornIsDroppedAndTheRestSealed() throws IOException {
    byte[] torn = tailed().entry(3, 5).toBytes();
    Logs.write(folder, Arrays.copyOf(torn, torn.length - 9));
    Sealing.Sealed sealed = (Sealing.Sealed) WalSealer.seal(folder);
    assertThat(sealed.now().last()).isEqualTo(new Position(3, 4));
    assertThat(sealed.now().torn()).isFalse();
  }

  @Test
  void entriesOfATermThatTheStateHasNotReachedRaiseIt() throws IOException {
    Logs.write(folder, Logs.first().entry(2, 1).state(2, 7, 1).entry(5, 2).toBytes());
    Sealing.Sealed sealed = (Sealing.Sealed) WalSealer.seal(folder);
    assertThat(sealed.now().state()).isEqualTo(new HardState(5, 0, 2));
  }

  @Test
  void theSealGoesIntoTheLastFile() throws IOException {
    Logs one = Logs.first().entry(2, 1).state(2, 0, 1);
    Logs two = Logs.after(one).state(2, 0, 1).entry(2, 2);
    Logs.write(folder, one.toBytes(), two.toBytes());
    byte[] first = one.toBytes();
    assertThat(WalSealer.seal(folder)).isInstanceOf(Sealing.Sealed.class);
    assertThat(only()).hasBinaryContent(first);
  }

  @Test
  void refusesALogThatEtcdWouldRefuse() throws IOException {
    byte[] bad = tailed().toBytes();
    bad[bad.length / 2] ^= 4;
    Logs.write(folder, bad);
    assertThat(refusal()).contains("checksum does not match");
    assertThat(only()).hasBinaryContent(bad);
    Files.delete(only());
    assertThat(refusal()).contains("no log in");
  }

  @Test
  void refusesALogThatSomebodyHasOpen() throws IOException {
    Logs.write(folder, tailed().toBytes());
    try (FileChannel channel = FileChannel.open(only(), StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(refusal()).contains("being sealed already");
    }
  }

  private static Logs tailed() {
    return Logs.first().entry(2, 1).state(3, 7, 1).entry(2, 2).entry(3, 3).entry(3, 4);
  }

  private String refusal() {
    return ((Sealing.Refused) WalSealer.seal(folder)).why();
  }

  private Path only() throws IOException {
    return WalReader.files(folder).getFirst();
  }
}
