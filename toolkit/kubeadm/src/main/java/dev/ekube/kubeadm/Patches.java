package dev.ekube.kubeadm;

import dev.ekube.model.Check;
import dev.ekube.model.Copies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Changes to the configurations that the cluster's config maps hold, as {@code kubeadm --patches}
 * has them for files: JSON merge patches (RFC 7386), each in a file that is named after what it
 * changes.
 */
public final class Patches {
  private static final Pattern NAME = Pattern.compile("([a-z]+)([0-9]*)(\\+merge)?\\.(yaml|json)");

  /** Where a target stands in the API. */
  private enum Target {
    KUBEPROXYCONFIGURATION("kube-proxy", "config.conf"),
    KUBELETCONFIGURATION("kubelet-config", "kubelet");

    private final String configMap;
    private final String key;

    Target(String configMap, String key) {
      this.configMap = configMap;
      this.key = key;
    }
  }

  private final SortedMap<String, Map<?, ?>> changes;

  private Patches(SortedMap<String, Map<?, ?>> changes) {
    this.changes = Copies.sorted(changes);
  }

  /** Nothing is changed. */
  public static Patches none() {
    return new Patches(new TreeMap<>());
  }

  /**
   * Patches by the names of their files, applied in that order: {@code TARGET[NUMBER][+merge].yaml}
   * with TARGET {@code kubeproxyconfiguration} or {@code kubeletconfiguration}. Anything else is an
   * IllegalArgumentException in words.
   */
  public static Patches of(SortedMap<String, String> files) {
    SortedMap<String, Map<?, ?>> changes = new TreeMap<>();
    files.forEach(
        (file, text) -> {
          Check.that(
              target(file).isPresent(),
              "%s is no patch; name it kubeproxyconfiguration+merge.yaml or"
                  + " kubeletconfiguration+merge.yaml",
              file);
          Check.that(read(text) instanceof Map<?, ?>, "%s holds no object", file);
          changes.put(file, (Map<?, ?>) read(text));
        });
    return new Patches(changes);
  }

  private static Optional<Target> target(String file) {
    Matcher matcher = NAME.matcher(file);
    if (matcher.matches()) {
      for (Target target : Target.values()) {
        if (target.name().equalsIgnoreCase(matcher.group(1))) {
          return Optional.of(target);
        }
      }
    }
    return Optional.empty();
  }

  /** The object as it shall be applied; one that no patch is for comes back as it is. */
  public ApiObject patched(ApiObject object) {
    ApiObject at = object;
    for (Map.Entry<String, Map<?, ?>> change : changes.entrySet()) {
      Target target = target(change.getKey()).orElseThrow();
      if (object.kind().equals("ConfigMap") && object.name().equals(target.configMap)) {
        at = patched(at, target.key, change.getValue());
      }
    }
    return at;
  }

  private static ApiObject patched(ApiObject object, String key, Map<?, ?> change) {
    Map<Object, Object> root = copy(read(object.yaml()));
    Map<Object, Object> data = copy(root.get("data"));
    Object configuration = read(String.valueOf(data.get(key)));
    data.put(key, write(merged(configuration, change)));
    root.put("data", data);
    return ApiObject.document(write(root));
  }

  /** RFC 7386, part 2. */
  private static Map<Object, Object> merged(Object target, Map<?, ?> change) {
    Map<Object, Object> result = copy(target);
    for (Map.Entry<?, ?> e : change.entrySet()) {
      switch (e.getValue()) {
        case null -> result.remove(e.getKey());
        case Map<?, ?> below -> result.put(e.getKey(), merged(result.get(e.getKey()), below));
        default -> result.put(e.getKey(), e.getValue());
      }
    }
    return result;
  }

  private static Map<Object, Object> copy(Object map) {
    return map instanceof Map<?, ?> m ? new LinkedHashMap<>(m) : new LinkedHashMap<>();
  }

  private static Object read(String yaml) {
    return new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  private static String write(Object value) {
    return new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build())
        .dumpToString(value);
  }
}
