package dev.ekube.oci;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an image runs on, in Go's words: {@code linux/amd64}, {@code linux/arm/v7}.
 *
 * @param variant of the processor, where the architecture alone does not tell
 */
public record Platform(String os, String architecture, Optional<String> variant)
    implements Comparable<Platform> {
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");

  /** What Warewulf's nodes are unless cluster.yaml says otherwise. */
  public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", Optional.empty());

  public Platform {
    boolean named =
        WORD.matcher(os).matches()
            && WORD.matcher(architecture).matches()
            && variant.stream().allMatch(v -> WORD.matcher(v).matches());
    if (!named) {
      throw new IllegalArgumentException("not a platform: " + os + "/" + architecture);
    }
  }

  /** Reads {@code OS/ARCHITECTURE[/VARIANT]}; anything else is an IllegalArgumentException. */
  public static Platform parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException("not a platform: " + text);
    }
    return new Platform(
        parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty());
  }

  /**
   * True when an image for {@code offered} runs here. Indexes often leave the variant of arm64 out
   * or write v8, which are the same.
   */
  public boolean accepts(Platform offered) {
    return os.equals(offered.os)
        && architecture.equals(offered.architecture)
        && plain(this).equals(plain(offered));
  }

  private static String plain(Platform platform) {
    String variant = platform.variant.orElse("");
    return platform.architecture.equals("arm64") && variant.equals("v8") ? "" : variant;
  }

  @Override
  public int compareTo(Platform other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return os + "/" + architecture + variant.map(v -> "/" + v).orElse("");
  }
}
