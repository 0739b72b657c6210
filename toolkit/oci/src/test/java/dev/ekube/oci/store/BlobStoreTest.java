package dev.ekube.oci.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {
  @TempDir private Path folder;

  @Test
  void whatWasPutIsFoundAgainUnderItsDigestBySecondOpening() throws IOException {
    byte[] content = "hello".getBytes(StandardCharsets.UTF_8);
    Digest digest = BlobStore.open(folder).put(content);
    BlobStore again = BlobStore.open(folder);
    assertThat(again.has(digest, 5)).isTrue();
    assertThat(again.has(digest, 4)).isFalse();
    assertThat(again.all()).containsExactly(digest);
    assertThat(again.bytes(digest, 10)).isEqualTo(content);
    assertThat(digest)
        .hasToString("sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
  }

  @Test
  void bytesThatChangedOnTheDiskAreNotHandedOut() throws IOException {
    BlobStore store = BlobStore.open(folder);
    Digest digest = store.put("hello".getBytes(StandardCharsets.UTF_8));
    Files.writeString(store.path(digest), "jello");
    assertThatThrownBy(() -> store.bytes(digest, 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has changed");
  }
}
