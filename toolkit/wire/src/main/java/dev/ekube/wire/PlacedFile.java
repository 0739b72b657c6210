package dev.ekube.wire;

import dev.ekube.machine.Task;
import dev.ekube.model.Check;

/**
 * A file that the manager gives to a node.
 *
 * <p>Its text may hold tokens that the node replaces, because keys never leave it:
 * {@code @{pem:cert:LEAF}} is the PEM chain of a certificate, {@code @{pem:key:LEAF}} its private
 * key, {@code @{pem:ca:NAME}} an authority's certificate, {@code @{pem:sa:NAME}} a key of the
 * service accounts; without {@code pem:} it is the same in base64 on one line, as kubeconfigs hold
 * it.
 *
 * @param path absolute, without {@code .} or {@code ..}
 * @param mode permission bits; of no meaning for a link
 * @param content the file's text, or where the link points to
 * @param stage the task that places it; {@link Task#PLACE_FILES} for all that nothing waits for
 */
public record PlacedFile(String path, int mode, Kind kind, String content, Task stage) {
  /** What stands at the path. */
  public enum Kind {
    TEXT,
    /** A symbolic link. */
    LINK
  }

  public static PlacedFile text(String path, int mode, String text, Task stage) {
    return new PlacedFile(path, mode, Kind.TEXT, text, stage);
  }

  public PlacedFile {
    Check.that(isPlain(path), "not a plain absolute path: %s", path);
    Check.that(mode >= 0 && mode <= 0777, "not permission bits: %s", mode);
  }

  private static boolean isPlain(String path) {
    return path.startsWith("/")
        && !path.endsWith("/")
        && !path.contains("//")
        && path.indexOf('\0') < 0
        && !(path + "/").contains("/./")
        && !(path + "/").contains("/../");
  }

  static Json.Obj write(PlacedFile file) {
    return Members.none()
        .put("path", file.path)
        .put("mode", file.mode)
        .put("kind", Words.of(file.kind))
        .put("content", file.content)
        .put("stage", Words.of(file.stage))
        .done();
  }

  static PlacedFile read(Json json) {
    Fields file = Fields.of("file", json);
    return new PlacedFile(
        file.text("path"),
        file.count("mode"),
        file.word("kind", Kind.class),
        file.text("content"),
        file.word("stage", Task.class));
  }
}
