package dev.ekube.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fields that a node or profile may have, as Warewulf's structs have them. What they do not
 * name is dropped without a word; a value of another kind is an error.
 */
final class NodeSchema {
  private enum Kind {
    TEXT,
    BOOL,
    MAC,
    LIST,
    MAP_OF_TEXTS,
    FREE
  }

  private static final Set<String> TEXTS =
      Set.of(
          "comment",
          "cluster name",
          "ipxe template",
          "init",
          "root",
          "asset key",
          "primary network");
  private static final Set<String> LISTS = Set.of("profiles", "runtime overlay", "system overlay");
  private static final Set<String> IPMI =
      Set.of(
          "username",
          "password",
          "ipaddr",
          "netmask",
          "port",
          "gateway",
          "interface",
          "escapechar");
  private static final Set<String> DEVICE =
      Set.of("type", "device", "ipaddr", "netmask", "gateway", "mtu");

  private final WarewulfVersion version;

  NodeSchema(WarewulfVersion version) {
    this.version = version;
  }

  /** The entry as Warewulf keeps it; StandInFailure when a value is of a wrong kind. */
  Map<String, Object> node(Object entry) {
    Map<String, Object> kept = new TreeMap<>();
    Map<String, Object> all = struct(entry);
    TEXTS.forEach(key -> keep(all, kept, key, Kind.TEXT));
    keep(all, kept, version.generation().imageKey(), Kind.TEXT);
    keep(all, kept, "discoverable", Kind.BOOL);
    LISTS.forEach(key -> keep(all, kept, key, Kind.LIST));
    keep(all, kept, "tags", Kind.MAP_OF_TEXTS);
    keep(all, kept, "disks", Kind.FREE);
    keep(all, kept, "filesystems", Kind.FREE);
    if (!version.isOld()) {
      keep(all, kept, "resources", Kind.FREE);
    }
    put(kept, "kernel", kernel(all.get("kernel")));
    put(kept, "ipmi", ipmi(all.get("ipmi")));
    Map<String, Object> devices = new TreeMap<>();
    struct(all.get("network devices")).forEach((name, device) -> devices.put(name, device(device)));
    put(kept, "network devices", devices);
    return kept;
  }

  private Map<String, Object> kernel(Object value) {
    Map<String, Object> all = struct(value);
    Map<String, Object> kept = new TreeMap<>();
    keep(all, kept, "version", Kind.TEXT);
    if (version.isOld()) {
      keep(all, kept, "override", Kind.TEXT);
    }
    keep(all, kept, "args", version.isOld() ? Kind.TEXT : Kind.LIST);
    return kept;
  }

  private Map<String, Object> ipmi(Object value) {
    Map<String, Object> all = struct(value);
    Map<String, Object> kept = new TreeMap<>();
    IPMI.forEach(key -> keep(all, kept, key, Kind.TEXT));
    keep(all, kept, "write", Kind.BOOL);
    keep(all, kept, "tags", Kind.MAP_OF_TEXTS);
    if (!version.isOld()) {
      keep(all, kept, "template", Kind.TEXT);
    }
    return kept;
  }

  private Map<String, Object> device(Object value) {
    Map<String, Object> all = struct(value);
    Map<String, Object> kept = new TreeMap<>();
    DEVICE.forEach(key -> keep(all, kept, key, Kind.TEXT));
    keep(all, kept, "hwaddr", version.isOld() ? Kind.MAC : Kind.TEXT);
    keep(all, kept, "onboot", Kind.BOOL);
    keep(all, kept, "tags", Kind.MAP_OF_TEXTS);
    List<String> six =
        version.isOld() ? List.of("ip6addr") : List.of("ipaddr6", "prefixlen6", "gateway6");
    six.forEach(key -> keep(all, kept, key, Kind.TEXT));
    return kept;
  }

  private void keep(Map<String, Object> from, Map<String, Object> to, String key, Kind kind) {
    Object value = from.get(key);
    if (value != null && !Texts.isNull(value)) {
      put(to, key, checked(key, value, kind));
    }
  }

  private Object checked(String key, Object value, Kind kind) {
    return switch (kind) {
      case TEXT -> text(key, value);
      case BOOL -> version.isOld() ? bool(text(key, value)) : text(key, value);
      case MAC -> text(key, value).toLowerCase(Locale.ROOT);
      case LIST -> texts(key, value);
      case MAP_OF_TEXTS -> {
        Map<String, Object> all = new TreeMap<>();
        struct(value).forEach((name, item) -> all.put(name, text(name, item)));
        yield all;
      }
      case FREE -> value;
    };
  }

  private static String text(String key, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw wrong(key, "string");
  }

  private static String bool(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return switch (word) {
      case "yes" -> "true";
      case "no" -> "false";
      default -> word;
    };
  }

  private static List<String> texts(String key, Object value) {
    if (!(value instanceof List<?> items)) {
      throw wrong(key, "[]string");
    }
    List<String> all = new ArrayList<>();
    items.forEach(item -> all.add(text(key, item)));
    return all;
  }

  private static Map<String, Object> struct(Object value) {
    if (value == null || value instanceof Map || Texts.isNull(value)) {
      return Texts.map(value);
    }
    throw wrong(String.valueOf(value), "struct");
  }

  private static StandInFailure wrong(String what, String kind) {
    return new StandInFailure(
        255, "yaml: unmarshal errors:\n  cannot unmarshal `%s` into %s".formatted(what, kind));
  }

  private static void put(Map<String, Object> to, String key, Object value) {
    boolean isEmpty =
        (value instanceof Map<?, ?> map && map.isEmpty())
            || (value instanceof List<?> list && list.isEmpty())
            || (value instanceof String text && text.isEmpty());
    if (!isEmpty) {
      to.put(key, value);
    }
  }
}
