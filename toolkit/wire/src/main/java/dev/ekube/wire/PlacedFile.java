package dev.ekube.wire;

import dev.ekube.machine.Task;
import dev.ekube.model.Check;

/**
 * A file that the manager gives to a node.
 *
 * <p>{@code content} may hold tokens that the node replaces, because keys never leave it:
 * {@code @{cert:LEAF}} is the PEM chain of a certificate, {@code @{key:LEAF}} its private key,
 * {@code @{ca:NAME}} an authority's certificate, {@code @{secret:NAME}} what {@link
 * ManagerMessage.Admitted} carries under that name. A {@code :base64} behind the name gives the
 * same on one line of base64, as kubeconfigs want it.
 *
 * @param path absolute, without {@code .} or {@code ..}
 * @param mode permission bits
 * @param stage the task that places it; {@link Task#PLACE_FILES} for all that nothing waits for
 */
public record PlacedFile(String path, int mode, String content, Task stage) {
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
        .put("content", file.content)
        .put("stage", Words.of(file.stage))
        .done();
  }

  static PlacedFile read(Json json) {
    Fields file = Fields.of("file", json);
    return new PlacedFile(
        file.text("path"),
        file.count("mode"),
        file.text("content"),
        file.word("stage", Task.class));
  }
}
