package dev.ekube.wire;

import java.util.function.Function;

/** The outermost object of every document: its version beside its members. */
final class Envelope {
  private static final int VERSION = 1;

  private Envelope() {}

  static byte[] bytes(Json.Obj document) {
    Members members = Members.none().put("v", VERSION);
    document.members().forEach(members::put);
    return JsonWriter.bytes(members.done());
  }

  static <T> T read(String what, byte[] bytes, Function<Json, T> reader) throws WireException {
    try {
      Json json = JsonReader.parse(bytes);
      long version = Fields.of(what, json).whole("v");
      if (version != VERSION) {
        throw new Malformed(what + " is of version " + version + ", known is " + VERSION);
      }
      return reader.apply(json);
    } catch (Malformed e) {
      throw new WireException(e.getMessage());
    } catch (IllegalArgumentException e) {
      // Constructors of values refuse what cannot be.
      throw new WireException(what + " holds a value that cannot be: " + e.getMessage());
    }
  }
}
