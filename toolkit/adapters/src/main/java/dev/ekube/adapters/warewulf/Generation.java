package dev.ekube.adapters.warewulf;

import java.util.List;

/**
 * What differs between generations of Warewulf, as far as ekube meets it. Read from the sources of
 * 4.5.8, 4.6.5 and 4.7.0 and held by the contract suite of the sandbox.
 *
 * @param word the generation as people say it
 * @param imageKey the key of the node image in nodes.conf
 * @param kernelArgsAsText kernel arguments are one string in which a node's replaces its profile's;
 *     later generations hold a list that adds to the profile's
 * @param systemOverlays what a node gets whose entry and profiles name no system overlay; naming
 *     one drops these
 * @param runtimeOverlays likewise for the runtime list
 * @param kernelArgs what a node boots with whose entry and profiles name no arguments
 * @param profiles the profiles of a node that names none
 * @param asksBeforeImport {@code node import} wants {@code y} on standard input; else it takes -y
 * @param imageDirectory where packed node images stand below the provision directory
 * @param tellsFailure exit code 0 of {@code overlay build} means that all was built; 4.5 only warns
 */
public record Generation(
    String word,
    String imageKey,
    boolean kernelArgsAsText,
    List<String> systemOverlays,
    List<String> runtimeOverlays,
    String kernelArgs,
    List<String> profiles,
    boolean asksBeforeImport,
    String imageDirectory,
    boolean tellsFailure) {

  public static final Generation V4_5 =
      new Generation(
          "4.5",
          "container name",
          true,
          List.of("wwinit"),
          List.of("generic"),
          "quiet crashkernel=no vga=791 net.naming-scheme=v238",
          List.of("default"),
          true,
          "container",
          false);

  public static final Generation V4_6 = later("4.6");

  public static final Generation V4_7 = later("4.7");

  public Generation {
    systemOverlays = List.copyOf(systemOverlays);
    runtimeOverlays = List.copyOf(runtimeOverlays);
    profiles = List.copyOf(profiles);
  }

  private static Generation later(String word) {
    return new Generation(
        word, "image name", false, List.of(), List.of(), "", List.of(), false, "images", true);
  }
}
