package dev.ekube.cli.lab.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.lab.LabSite;
import dev.ekube.lab.Lab;
import dev.ekube.lab.chaos.Etcdctl;
import dev.ekube.lab.chaos.Layout;
import dev.ekube.lab.chaos.Seen;
import dev.ekube.manager.outside.ApiClient;
import dev.ekube.model.NodeName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at the parts of a cluster: at every node itself, and at the objects that the API has. */
final class Inspection {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ETCD = "etcd ";

  private final LabSite site;
  private final Layout layout;
  private final ApiClient api;

  Inspection(LabSite site, Layout layout, ApiClient api) {
    this.site = site;
    this.layout = layout;
    this.api = api;
  }

  Seen look() {
    SortedMap<NodeName, List<String>> facts = Collections.synchronizedSortedMap(new TreeMap<>());
    List<String> words = new ArrayList<>(List.of("bash", "-c", script(), "look"));
    words.add(site.cluster().endpoint().vip().toString());
    words.add(dns());
    words.addAll(Etcdctl.words());
    Lab.together(layout.all(), node -> facts.put(node, facts(node, words)));
    SortedMap<NodeName, List<String>> members = new TreeMap<>();
    SortedMap<NodeName, String> clusters = new TreeMap<>();
    for (NodeName node : layout.controls()) {
      facts.get(node).stream()
          .filter(fact -> fact.startsWith(ETCD))
          .map(fact -> parsed(fact.substring(ETCD.length())))
          .filter(json -> json.has("members"))
          .forEach(
              json -> {
                members.put(node, members(json));
                clusters.put(node, json.path("header").path("cluster_id").asText());
              });
    }
    return new Seen(
        objects(),
        members,
        clusters,
        saying("holder", facts),
        saying("api", facts),
        saying("dns", facts));
  }

  private static List<NodeName> saying(String fact, SortedMap<NodeName, List<String>> facts) {
    return facts.keySet().stream().filter(node -> facts.get(node).contains(fact)).toList();
  }

  private List<String> facts(NodeName node, List<String> words) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      site.lab().exec(node, words, said, OutputStream.nullOutputStream());
      return said.toString(StandardCharsets.UTF_8).lines().toList();
    } catch (PortException e) {
      // A node that cannot be looked at knows nothing.
      return List.of();
    }
  }

  private static List<String> members(JsonNode json) {
    List<String> members = new ArrayList<>();
    for (JsonNode member : json.path("members")) {
      String name = member.path("name").asText();
      members.add(member.path("isLearner").asBoolean() ? "!" + name : name);
    }
    return members;
  }

  private SortedMap<String, Boolean> objects() {
    SortedMap<String, Boolean> objects = new TreeMap<>();
    for (JsonNode node : asked("/api/v1/nodes").path("items")) {
      boolean ready = false;
      for (JsonNode condition : node.path("status").path("conditions")) {
        ready |=
            condition.path("type").asText().equals("Ready")
                && condition.path("status").asText().equals("True");
      }
      objects.put(node.path("metadata").path("name").asText(), ready);
    }
    return objects;
  }

  private String dns() {
    return asked("/api/v1/namespaces/kube-system/services/kube-dns")
        .path("spec")
        .path("clusterIP")
        .asText("0.0.0.0");
  }

  private JsonNode asked(String path) {
    try {
      return api.get(path);
    } catch (IOException e) {
      // Whatever should be in it is then missing, and said to be.
      return MAPPER.missingNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("looking at the cluster");
    }
  }

  private static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      return MAPPER.missingNode();
    }
  }

  private static String script() {
    try (InputStream in = Inspection.class.getResourceAsStream("look")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
