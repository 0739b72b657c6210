package dev.ekube.kubeadm;

import dev.ekube.model.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One object of the Kubernetes API, to be applied by the server ({@code PATCH} with {@code
 * application/apply-patch+yaml}).
 *
 * @param wave objects of one wave need nothing of one another
 * @param apiVersion {@code v1} or {@code GROUP/VERSION}
 * @param yaml the whole object as one YAML document
 */
public record ApiObject(
    Wave wave,
    String apiVersion,
    String kind,
    Optional<String> namespace,
    String name,
    String yaml) {

  /** When an object is applied: after every one of the waves before, together with its own. */
  public enum Wave {
    /** Namespaces, in which others stand. */
    NAMESPACES,
    /** Rights, accounts and configuration, which workloads need to start. */
    SETTINGS,
    /** Services and workloads. */
    WORKLOADS
  }

  /** The documents of a YAML text, in their order, each in the wave of its kind. */
  static List<ApiObject> documents(String text) {
    List<ApiObject> objects = new ArrayList<>();
    for (String document : text.split("(?m)^---\n", -1)) {
      if (!document.isBlank()) {
        objects.add(document(document));
      }
    }
    return List.copyOf(objects);
  }

  /** One YAML document; what is no Kubernetes object is an IllegalArgumentException. */
  static ApiObject document(String yaml) {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    String kind = text(root, "kind").orElse("");
    Object metadata = root instanceof Map<?, ?> map ? map.get("metadata") : null;
    Optional<String> name = text(metadata, "name");
    Check.that(!kind.isEmpty() && name.isPresent(), "no object of the API: %s", yaml);
    return new ApiObject(
        wave(kind),
        text(root, "apiVersion").orElseThrow(),
        kind,
        text(metadata, "namespace"),
        name.orElseThrow(),
        yaml);
  }

  /** The path of the object below the API server's root. */
  public String path() {
    return collection() + "/" + name;
  }

  /** The path to which a {@code POST} creates the object. */
  public String collection() {
    String api = apiVersion.indexOf('/') < 0 ? "/api/" : "/apis/";
    String within = namespace.map(space -> "/namespaces/" + space).orElse("");
    // Every kind in use here has a regular plural.
    return api + apiVersion + within + "/" + kind.toLowerCase(Locale.ROOT) + "s";
  }

  private static Wave wave(String kind) {
    return switch (kind) {
      case "Namespace" -> Wave.NAMESPACES;
      case "Service", "Deployment", "DaemonSet" -> Wave.WORKLOADS;
      default -> Wave.SETTINGS;
    };
  }

  private static Optional<String> text(Object map, String key) {
    return map instanceof Map<?, ?> m && m.get(key) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
