package dev.ekube.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code overlay build}: both overlay images of each node. */
final class StandInOverlays {
  private static final String TEMPLATE = ".ww";

  private final WarewulfVersion version;
  private final StandInRoot root;
  private final TemplateRenderer renderer;
  private final boolean cpio;
  private final StandInRun run;
  private final String buildHost = BuildHost.name();
  private final Map<String, ImageTree> sources = new TreeMap<>();

  StandInOverlays(
      WarewulfVersion version,
      StandInRoot root,
      TemplateRenderer renderer,
      boolean cpio,
      StandInRun run) {
    this.version = version;
    this.root = root;
    this.renderer = renderer;
    this.cpio = cpio;
    this.run = run;
  }

  /** 4.5 stops at the first failure and only warns; later ones go on and then fail. */
  void build(List<EffectiveNode> nodes) {
    Optional<String> first = Optional.empty();
    for (EffectiveNode node : nodes) {
      for (boolean system : new boolean[] {true, false}) {
        Optional<String> failure = one(node, system);
        if (failure.isPresent() && version.isOld()) {
          run.error("WARN   : Some overlays failed to be generated: " + failure.get());
          return;
        }
        first = first.or(() -> failure);
      }
    }
    if (first.isPresent()) {
      throw new StandInFailure(255, "some overlays failed to be generated: " + first.get());
    }
  }

  private Optional<String> one(EffectiveNode node, boolean system) {
    String kind = system ? "system" : "runtime";
    List<String> overlays = system ? node.systemOverlays() : node.runtimeOverlays();
    run.say("Building %s overlay image for %s".formatted(kind, node.name()));
    try {
      ImageTree tree = new ImageTree();
      for (String overlay : overlays) {
        lay(overlay, node, tree);
      }
      if (!cpio) {
        throw new IOException("exec: \"cpio\": executable file not found in $PATH");
      }
      Path image = root.overlayImage(node.name(), system ? "__SYSTEM__.img" : "__RUNTIME__.img");
      makeDirectory(image.getParent());
      tree.pack(image);
      run.say("Created image for %s %s overlay: %s".formatted(node.name(), kind, image));
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(
          "could not build %s overlays %s for node %s: %s"
              .formatted(kind, overlays, node.name(), e.getMessage()));
    }
  }

  private static void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
    }
  }

  private void lay(String overlay, EffectiveNode node, ImageTree tree) throws IOException {
    if (!sources.containsKey(overlay)) {
      sources.put(overlay, read(overlay));
    }
    for (Map.Entry<String, ImageTree.Item> each : sources.get(overlay).items().entrySet()) {
      String name = each.getKey();
      ImageTree.Item item = each.getValue();
      if (name.endsWith(TEMPLATE) && item.isFile()) {
        TemplateRenderer.Output output =
            renderer.render(
                name,
                item.content().utf8(),
                new TemplateRenderer.Context(node.name(), root.address(), buildHost, node.tags()));
        String target = name.substring(0, name.length() - TEMPLATE.length());
        tree.write(target, output.text(), item.mode(), output.backup());
      } else {
        tree.put(name, item);
      }
    }
  }

  private ImageTree read(String overlay) throws IOException {
    Path directory = root.overlay(overlay);
    if (!Files.isDirectory(directory)) {
      throw new IOException(overlay + ": overlay does not exist");
    }
    return ImageTree.of(directory);
  }
}
