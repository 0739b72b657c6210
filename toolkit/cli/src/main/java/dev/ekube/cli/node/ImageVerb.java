package dev.ekube.cli.node;

import dev.ekube.cli.Terminal;
import dev.ekube.cli.VerbGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ekube image}: the root file systems that nodes boot. */
@Command(
    name = "image",
    synopsisSubcommandLabel = "WHAT",
    description = {
      "Node images: root file systems for workers and control nodes, built from a base, packages",
      "and files without root, daemon or container engine, the same bytes every time."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube image build -o images                  build both node images",
      "  ekube image verify images/k8s-base-ww-….tar  hold every file to its package",
      "  ekube image size images/k8s-base-ww-….tar    what takes the nodes' memory"
    })
public final class ImageVerb extends VerbGroup {
  private final Terminal terminal;

  public ImageVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Map<String, Callable<Integer>> parts() {
    Map<String, Callable<Integer>> parts = new LinkedHashMap<>();
    parts.put("build", new BuildVerb(terminal));
    parts.put("verify", new VerifyImageVerb(terminal));
    parts.put("diff", new DiffImagesVerb(terminal));
    parts.put("size", new SizeVerb(terminal));
    parts.put("sbom", new ImageSbomVerb(terminal));
    return parts;
  }
}
