package dev.ekube.model;

import java.util.SortedMap;

/**
 * What the kubelets of one role are told beyond ekube's own settings. Quantities are Kubernetes
 * quantities ({@code 500m}, {@code 2Gi}).
 *
 * @param evictionHard absolute by default: percentages of a RAM disk mislead
 */
public record KubeletSettings(
    int maxPods,
    SortedMap<String, String> systemReserved,
    SortedMap<String, String> kubeReserved,
    SortedMap<String, String> evictionHard) {
  public KubeletSettings {
    Check.that(maxPods > 0, "maxPods must be positive");
    systemReserved = Copies.sorted(systemReserved);
    kubeReserved = Copies.sorted(kubeReserved);
    evictionHard = Copies.sorted(evictionHard);
  }
}
