package dev.ekube.kubeadm;

import dev.ekube.model.Copies;
import dev.ekube.model.ImageRef;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One component of the control plane as kubeadm's manifests have it (util/staticpod/utils.go); what
 * all of them share stands in the template.
 *
 * @param name the component, its program, and its pod
 * @param arguments flags with values, in kubeadm's order
 * @param requests resources by name
 * @param mounts in the container's order
 */
record StaticPod(
    String name,
    ImageRef image,
    List<String> arguments,
    SortedMap<String, String> annotations,
    SortedMap<String, String> requests,
    Probes probes,
    List<Mount> mounts) {
  private static final Templates TEMPLATES = new Templates(List.of(StaticPod.class));

  /**
   * Where the kubelet asks whether the component lives, is ready, and has started.
   *
   * @param ready empty when it has no such probe
   */
  record Probes(String host, int port, String scheme, String live, String ready, String startup) {
    static Probes http(int port, String live, String ready, String startup) {
      return new Probes("127.0.0.1", port, "HTTP", live, ready, startup);
    }

    static Probes https(String host, int port, String live, String ready) {
      return new Probes(host, port, "HTTPS", live, ready, live);
    }
  }

  /** A file or directory of the node, at the same path in the container. */
  record Mount(String name, String path, boolean readOnly, Type type) {
    /** What the kubelet makes when there is nothing, spelled as the API spells it. */
    enum Type {
      DirectoryOrCreate,
      FileOrCreate
    }

    static Mount directory(String name, String path) {
      return new Mount(name, path, true, Type.DirectoryOrCreate);
    }

    static Mount file(String name, String path) {
      return new Mount(name, path, true, Type.FileOrCreate);
    }

    Mount writable() {
      return new Mount(name, path, false, type);
    }
  }

  StaticPod {
    arguments = List.copyOf(arguments);
    annotations = Copies.sorted(annotations);
    requests = Copies.sorted(requests);
    mounts = List.copyOf(mounts);
  }

  /** The manifest, byte for byte as kubeadm 1.32.1 would write it. */
  String yaml() {
    return TEMPLATES.text(
        "templates/static-pod.yaml",
        Map.of(
            "name", name,
            "image", image.value(),
            "arguments", arguments,
            "annotations", annotations,
            "requests", requests,
            "probes",
                Map.of(
                    "host", probes.host(),
                    "port", probes.port(),
                    "scheme", probes.scheme(),
                    "live", probes.live(),
                    "ready", probes.ready(),
                    "startup", probes.startup()),
            "mounts",
                mounts.stream()
                    .map(
                        mount ->
                            Map.of(
                                "name", mount.name(),
                                "path", mount.path(),
                                "readOnly", mount.readOnly(),
                                "type", mount.type().name()))
                    .toList()));
  }
}
