package dev.ekube.spec.draft;

import dev.ekube.model.ImageName;
import dev.ekube.model.Taint;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** {@code roles.control} or {@code roles.worker}, the kubelet's settings already merged. */
public record DraftRole(
    Optional<Placed<ImageName>> image,
    List<Placed<String>> profiles,
    SortedMap<String, Placed<String>> labels,
    List<Placed<Taint>> taints,
    List<Placed<String>> kernelArgs,
    SortedMap<String, Placed<String>> tags,
    DraftKubelet kubelet) {

  /** Settings of a role's kubelets. */
  public record DraftKubelet(
      Optional<Placed<Integer>> maxPods,
      SortedMap<String, Placed<String>> systemReserved,
      SortedMap<String, Placed<String>> kubeReserved,
      SortedMap<String, Placed<String>> evictionHard) {}
}
