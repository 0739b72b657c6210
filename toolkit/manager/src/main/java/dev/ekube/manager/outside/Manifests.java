package dev.ekube.manager.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ekube.manager.log.Log;
import dev.ekube.manager.port.Manifest;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Loads the manifests that cluster.yaml names, in their order, by server-side apply: when the
 * cluster's own objects have been applied, and whenever the manifests have changed. What fails is
 * tried again from the beginning, because a kind may be known only a while after its definition.
 */
final class Manifests implements Closeable {
  private static final String MANAGED = "?fieldManager=ekube-manifests&force=true";
  private static final long ROUND_SECONDS = 3;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ApiClient api;
  private final Source source;
  private final Log log;
  private final LinkedBlockingQueue<Boolean> bell = new LinkedBlockingQueue<>();
  private final Thread thread;
  private List<Manifest> loaded = List.of();
  private String trouble = "";

  /** Where they are. */
  interface Source {
    /** In the order in which they are loaded. */
    List<Manifest> now() throws IOException;
  }

  private Manifests(ApiClient api, Source source, Log log) {
    this.api = api;
    this.source = source;
    this.log = log;
    this.thread = Thread.ofVirtual().name("manifests").unstarted(this::rounds);
  }

  static Manifests start(ApiClient api, Source source, Log log) {
    Manifests manifests = new Manifests(api, source, log);
    manifests.thread.start();
    return manifests;
  }

  /** The API may hold none of them: its data are new. */
  void again() {
    bell.add(true);
  }

  private void rounds() {
    try {
      while (true) {
        if (bell.poll(ROUND_SECONDS, TimeUnit.SECONDS) != null) {
          loaded = List.of();
        }
        round();
      }
    } catch (InterruptedException e) {
      // It was closed.
      Thread.currentThread().interrupt();
    }
  }

  private void round() throws InterruptedException {
    try {
      List<Manifest> wanted = source.now();
      if (!wanted.equals(loaded)) {
        for (Manifest manifest : wanted) {
          load(manifest);
        }
        loaded = wanted;
        trouble = "";
        log.info("manifests loaded", Map.of("count", wanted.size()));
      }
    } catch (IOException e) {
      if (!trouble.equals(e.getMessage())) {
        trouble = String.valueOf(e.getMessage());
        log.error("manifests not loaded", Map.of("why", trouble));
      }
    }
  }

  private void load(Manifest manifest) throws IOException, InterruptedException {
    try {
      for (JsonNode object : objects(manifest.text())) {
        api.await("PATCH", path(object) + MANAGED, ApiClient.APPLY, object.toString());
      }
    } catch (IOException | YamlEngineException | IllegalArgumentException e) {
      throw new IOException(manifest.path() + ": " + e.getMessage(), e);
    }
  }

  private static List<JsonNode> objects(String text) {
    List<JsonNode> objects = new ArrayList<>();
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
      JsonNode object = MAPPER.valueToTree(document);
      if (object.path("kind").asText().equals("List")) {
        object.path("items").forEach(objects::add);
      } else if (object.isObject() && !object.isEmpty()) {
        objects.add(object);
      }
    }
    return objects;
  }

  /**
   * Where an object is; only the API knows the plural of a kind, and whether it has a namespace.
   */
  private String path(JsonNode object) throws IOException, InterruptedException {
    String version = object.path("apiVersion").asText();
    String kind = object.path("kind").asText();
    JsonNode metadata = object.path("metadata");
    String root = (version.contains("/") ? "/apis/" : "/api/") + version;
    for (JsonNode resource : api.get(root).path("resources")) {
      String plural = resource.path("name").asText();
      if (resource.path("kind").asText().equals(kind) && !plural.contains("/")) {
        String within =
            resource.path("namespaced").asBoolean()
                ? "/namespaces/" + metadata.path("namespace").asText("default")
                : "";
        return root + within + "/" + plural + "/" + metadata.path("name").asText();
      }
    }
    throw new IOException("the API has no kind " + kind + " in " + version);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
