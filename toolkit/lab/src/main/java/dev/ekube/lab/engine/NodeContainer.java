package dev.ekube.lab.engine;

import dev.ekube.model.Copies;
import dev.ekube.model.FileTree;
import dev.ekube.model.Ipv4;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node as a container.
 *
 * @param entrypoint its first process
 * @param capabilities without the prefix {@code CAP_}; it has no others
 * @param tmpfs path to mount options; all of it is gone with the container
 * @param volumes paths on a file system of the host, filled from the image, gone with the container
 * @param nanoCpus how much of the host's processors it may use, in billionths of one
 * @param files are laid over the image before the first process starts; what lies below {@code
 *     tmpfs} or {@code volumes} would be hidden
 */
public record NodeContainer(
    String name,
    String hostName,
    String image,
    List<String> entrypoint,
    String network,
    Ipv4 address,
    SortedMap<String, String> environment,
    List<String> capabilities,
    SortedMap<String, String> tmpfs,
    List<String> volumes,
    SortedMap<String, String> sysctls,
    SortedMap<String, String> labels,
    OptionalLong nanoCpus,
    FileTree files) {
  public NodeContainer {
    entrypoint = List.copyOf(entrypoint);
    environment = Copies.sorted(environment);
    capabilities = List.copyOf(capabilities);
    tmpfs = Copies.sorted(tmpfs);
    volumes = List.copyOf(volumes);
    sysctls = Copies.sorted(sysctls);
    labels = Copies.sorted(labels);
  }

  /** The same with one more variable in its environment. */
  public NodeContainer with(String variable, String value) {
    SortedMap<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new NodeContainer(
        name,
        hostName,
        image,
        entrypoint,
        network,
        address,
        more,
        capabilities,
        tmpfs,
        volumes,
        sysctls,
        labels,
        nanoCpus,
        files);
  }
}
