package dev.ekube.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameTest {
  @Test
  void framesFollowOneAnotherUntilTheStreamEnds() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Frame.json(new byte[] {1, 2}).bytes());
    out.write(Frame.blob(new byte[0]).bytes());
    out.write(Frame.blob(new byte[Frame.MAX_PAYLOAD]).bytes());
    InputStream in = new ByteArrayInputStream(out.toByteArray());

    Frame first = read(in).orElseThrow();
    assertThat(first.kind()).isEqualTo(Frame.Kind.JSON);
    assertThat(first.payload()).containsExactly(1, 2);
    assertThat(read(in).orElseThrow().payload()).isEmpty();
    assertThat(read(in).orElseThrow().payload()).hasSize(Frame.MAX_PAYLOAD);
    assertThat(read(in)).isEmpty();
  }

  @Test
  void theBytesAreThoseOfTheProtocol() {
    assertThat(Frame.blob(new byte[] {9}).bytes()).containsExactly(0, 0, 0, 1, 1, 9);
  }

  @Test
  void aStreamThatEndsWithinAFrameIsAnError() {
    byte[] whole = Frame.json(new byte[] {1, 2, 3}).bytes();
    for (int length = 1; length < whole.length; length++) {
      InputStream cut = new ByteArrayInputStream(whole, 0, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aFrameThatIsTooLargeOrOfAnotherKindIsRefusedBeforeItIsRead() {
    assertRefused("a frame of 65537 bytes, allowed are 65536", 0, 1, 0, 1, 0);
    assertRefused("a frame of 4294967295 bytes", 0xff, 0xff, 0xff, 0xff, 0);
    assertRefused("a frame of unknown kind 2", 0, 0, 0, 1, 2);
    assertRefused("a frame of unknown kind -1", 0, 0, 0, 1, 0xff);
  }

  private static void assertRefused(String words, int... header) {
    byte[] bytes = new byte[header.length];
    for (int i = 0; i < header.length; i++) {
      bytes[i] = (byte) header[i];
    }
    assertThatThrownBy(() -> Frame.read(new ByteArrayInputStream(bytes), Frame.MAX_ENROLMENT))
        .isInstanceOf(WireException.class)
        .hasMessageContaining(words);
  }

  private static Optional<Frame> read(InputStream in) throws IOException {
    return Frame.read(in, Frame.MAX_PAYLOAD);
  }
}
