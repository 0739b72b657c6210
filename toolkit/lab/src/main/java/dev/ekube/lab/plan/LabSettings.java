package dev.ekube.lab.plan;

import dev.ekube.model.Copies;
import dev.ekube.model.Role;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What a lab is made with, beside the cluster.
 *
 * @param images the engine's image for each role
 * @param cpus how many processors each node may use; absent: all, as any process
 * @param capabilities what the engine can give
 * @param folder the lab's folder on the host, kept as a label
 */
public record LabSettings(
    SortedMap<Role, String> images, OptionalDouble cpus, List<String> capabilities, String folder) {
  public LabSettings {
    images = Copies.sorted(images);
    capabilities = List.copyOf(capabilities);
  }
}
