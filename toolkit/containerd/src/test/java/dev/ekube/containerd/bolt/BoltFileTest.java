package dev.ekube.containerd.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.judge.Programs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that bbolt opens, with all that was put into them. */
class BoltFileTest {
  @TempDir private Path folder;

  /**
   * Buckets of every shape: empty, inline, on a page, on many levels, with values of many pages.
   */
  private static Bucket awkward(SortedMap<String, String> expected) {
    Bucket root = new Bucket();
    root.bucket("empty");
    expected.put("empty/", "0");
    put(root.bucket("inline").sequence(7), "inline/", 3, 10, expected);
    expected.put("inline/", "7");
    put(root.bucket("page"), "page/", 20, 100, expected);
    expected.put("page/", "0");
    put(root.bucket("tree").sequence(1L << 40), "tree/", 5000, 40, expected);
    expected.put("tree/", Long.toString(1L << 40));
    put(root.bucket("large"), "large/", 7, 20_000, expected);
    expected.put("large/", "0");
    Bucket nested = root.bucket("nested");
    expected.put("nested/", "0");
    for (int i = 0; i < 300; i++) {
      String name = "child-%03d".formatted(i);
      expected.put("nested/" + name + "/", "0");
      put(nested.bucket(name), "nested/" + name + "/", i % 9, 30, expected);
    }
    return root;
  }

  private static void put(
      Bucket bucket, String path, int count, int length, SortedMap<String, String> expected) {
    for (int i = count - 1; i >= 0; i--) {
      String value = Integer.toString(i).repeat(length).substring(0, length);
      bucket.put("key-" + i, value);
      expected.put(path + "key-" + i, value);
    }
  }

  @Test
  void everythingIsThereAgain() throws IOException {
    SortedMap<String, String> expected = new TreeMap<>();
    byte[] file = BoltFile.of(awkward(expected));
    assertThat(BoltReader.read(file)).isEqualTo(expected);
  }

  @Test
  void theSameBucketsGiveTheSameBytesWhateverTheOrderOfPutting() {
    Bucket forth = new Bucket();
    Bucket back = new Bucket();
    for (int i = 0; i < 500; i++) {
      forth.put("key-" + i, "value");
      back.put("key-" + (499 - i), "value");
    }
    assertThat(BoltFile.of(forth)).isEqualTo(BoltFile.of(back));
  }

  @Test
  void keysAreInOrderOfTheirBytesNotOfTheirSigns() throws IOException {
    Bucket root = new Bucket();
    root.put(new byte[] {(byte) 0x80}, new byte[] {1}).put(new byte[] {0x7f}, new byte[] {2});
    assertThat(BoltReader.read(BoltFile.of(root)).values()).containsExactly("\2", "\1");
  }

  @Test
  void bothMetasStateTheWholeFile() {
    ByteBuffer file =
        ByteBuffer.wrap(BoltFile.of(awkward(new TreeMap<>()))).order(ByteOrder.LITTLE_ENDIAN);
    for (int meta = 0; meta < 2; meta++) {
      int at = meta * 4096 + 16;
      assertThat(file.getInt(at)).isEqualTo(0xED0CDAED);
      assertThat(file.getLong(at + 40) * 4096).isEqualTo(file.capacity());
      assertThat(file.getLong(at + 48)).isEqualTo(meta);
    }
  }

  @Test
  void aKeyIsAValueOrABucket() {
    Bucket root = new Bucket().put("value", "");
    root.bucket("bucket");
    assertThatThrownBy(() -> root.bucket("value")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> root.put("bucket", "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> root.put("", "")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsDamagedIsRefusedInsteadOfReadForEver() throws IOException {
    byte[] file = BoltFile.of(awkward(new TreeMap<>()));
    assertThatThrownBy(() -> BoltReader.read(new byte[100])).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> BoltReader.read(Arrays.copyOf(file, file.length / 2)))
        .isInstanceOf(IOException.class);
    ByteBuffer turned = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
    long root = turned.getLong(4096 + 16 + 16);
    // The root becomes a branch whose pages are all itself.
    turned.position((int) root * 4096 + 8);
    turned.putShort((short) 1).putShort((short) 9).putInt(0);
    for (int i = 0; i < 9; i++) {
      turned.putInt(0).putInt(0).putLong(root);
    }
    byte[] endless = new byte[file.length];
    turned.rewind().get(endless);
    assertThatThrownBy(() -> BoltReader.read(endless)).isInstanceOf(IOException.class);
  }

  @Test
  void bboltItselfFindsNothingWrong() throws IOException, InterruptedException {
    Programs.need("bbolt");
    Path file = folder.resolve("test.db");
    Files.write(file, BoltFile.of(awkward(new TreeMap<>())));
    assertThat(Programs.run("bbolt", "check", file.toString()).good()).contains("OK");
    Files.write(file, BoltFile.of(new Bucket()));
    assertThat(Programs.run("bbolt", "check", file.toString()).good()).contains("OK");
  }
}
