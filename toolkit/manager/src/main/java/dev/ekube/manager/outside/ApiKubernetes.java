package dev.ekube.manager.outside;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ekube.kubeadm.ApiObject;
import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.ClusterObjects;
import dev.ekube.kubeadm.Patches;
import dev.ekube.manager.log.Log;
import dev.ekube.manager.port.Kubernetes;
import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.pki.ApprovedSigner;
import dev.ekube.pki.CertificateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A cluster's API: its objects by server-side apply, wave by wave, all of one wave at once. */
final class ApiKubernetes implements Kubernetes {
  private static final String MANAGED = "?fieldManager=ekube&force=true";

  private final Supplier<Cluster> present;
  private final CertificateStore store;
  private final Patches patches;
  private final ApiClient api;
  private final Drains drains;
  private final Manifests manifests;
  private final List<Watch> watches = new ArrayList<>();
  private final Log log;

  ApiKubernetes(
      Supplier<Cluster> present,
      CertificateStore store,
      Patches patches,
      ApiClient api,
      Manifests manifests,
      Log log) {
    this.manifests = manifests;
    this.present = present;
    this.store = store;
    this.patches = patches;
    this.api = api;
    this.drains = new Drains(api);
    this.log = log;
  }

  @Override
  public void apply() throws IOException, InterruptedException {
    Cluster cluster = present.get();
    String ca = store.authority(Authority.CLUSTER).trustPem();
    List<ApiObject> objects =
        ClusterObjects.of(cluster, ca).stream().map(patches::patched).toList();
    List<CompletableFuture<JsonNode>> nodes = new ArrayList<>();
    for (Node node : cluster.nodes()) {
      ApiObject fresh = ClusterObjects.newNode(node);
      nodes.add(api.create(fresh.collection(), "application/yaml", fresh.yaml()));
    }
    for (ApiObject.Wave wave : ApiObject.Wave.values()) {
      await(objects.stream().filter(object -> object.wave() == wave).map(this::apply).toList());
    }
    await(nodes);
    await(cluster.nodes().stream().map(ClusterObjects::nodeMarks).map(this::apply).toList());
    manifests.again();
  }

  private CompletableFuture<JsonNode> apply(ApiObject object) {
    return api.call("PATCH", object.path() + MANAGED, ApiClient.APPLY, object.yaml());
  }

  private void await(List<CompletableFuture<JsonNode>> calls)
      throws IOException, InterruptedException {
    try {
      CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)).get();
    } catch (ExecutionException e) {
      api.turn();
      throw new IOException(e.getCause().getMessage(), e);
    }
  }

  @Override
  public void drain(NodeName node, Duration limit) throws IOException, InterruptedException {
    drains.drain(node, limit);
  }

  @Override
  public void uncordon(NodeName node) throws IOException, InterruptedException {
    drains.cordon(node, false);
  }

  @Override
  public void watch(Consumer<SortedSet<NodeName>> ready) {
    NodesReady nodes = new NodesReady(ready);
    watches.add(Watch.start(api, "/api/v1/nodes", nodes::reset, nodes::seen, log));
    ApprovedRequests requests =
        new ApprovedRequests(
            api,
            new ApprovedSigner(
                store.authority(Authority.CLUSTER), () -> present.get().security().certificates()),
            log);
    watches.add(Watch.start(api, ApprovedRequests.PATH, () -> {}, requests::seen, log));
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
    manifests.close();
    api.close();
  }
}
