package dev.ekube.manager.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a reader of the page has to show. It outlives the service, so that a page that is open in a
 * browser goes on after a restart; deleting its file and restarting the service makes a new one.
 */
public final class PageToken {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String value;

  private PageToken(String value) {
    this.value = value;
  }

  /** The token in that file, made where there is none or a broken one; mode 0600. */
  public static PageToken in(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      String known = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (FORM.matcher(known).matches()) {
        return new PageToken(known);
      }
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    PageToken made = new PageToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    writePrivately(file, made.value + "\n");
    return made;
  }

  /** Replaces a file by one that only its owner may read, in every moment of its life. */
  static void writePrivately(Path file, String text) throws IOException {
    Path aside = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    try (FileChannel out =
        FileChannel.open(
            aside,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      out.force(true);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether that is the token; takes as long for a wrong first letter as for a wrong last one. */
  boolean admits(Optional<String> shown) {
    return shown.isPresent()
        && MessageDigest.isEqual(
            shown.get().getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
  }

  /** The token itself, for the address that its owner is given and for the cookie. */
  String reveal() {
    return value;
  }

  /** Never the token: a log must not hold it. */
  @Override
  public String toString() {
    return "the page's token";
  }
}
