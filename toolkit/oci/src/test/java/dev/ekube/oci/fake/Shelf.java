package dev.ekube.oci.fake;

import dev.ekube.oci.fake.FakeRegistry.Request;
import dev.ekube.oci.fake.FakeRegistry.Script;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What an honest registry answers: manifests and blobs, whole or from a byte on. */
public final class Shelf implements Script {
  private final Map<String, byte[]> served = new HashMap<>();

  public Shelf(FakeImage... images) {
    for (FakeImage image : images) {
      served.putAll(image.served());
    }
  }

  @Override
  public Reply on(Request request) {
    byte[] content = served.get(request.path().replaceFirst("^/v2/", ""));
    if (content == null) {
      return Reply.status(404);
    }
    int from = from(request);
    return from == 0
        ? Reply.of(200, Map.of(), content)
        : Reply.of(206, range(request, content.length), part(request, content));
  }

  /** The bytes that this request asks for. */
  public byte[] wanted(Request request) {
    return part(request, served.get(request.path().replaceFirst("^/v2/", "")));
  }

  private static byte[] part(Request request, byte[] content) {
    return Arrays.copyOfRange(content, from(request), content.length);
  }

  private static Map<String, String> range(Request request, int size) {
    return Map.of("Content-Range", "bytes " + from(request) + "-" + (size - 1) + "/" + size);
  }

  private static int from(Request request) {
    return request
        .header("range")
        .map(text -> Integer.parseInt(text.replaceAll("bytes=|-$", "")))
        .orElse(0);
  }
}
