package dev.ekube.cli.images;

import dev.ekube.cli.Terminal;
import dev.ekube.cli.VerbGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ekube images}: the offline archive of container images. */
@Command(
    name = "images",
    synopsisSubcommandLabel = "WHAT",
    description = {
      "The offline archive of container images: fetched by the digests of the lock file, kept",
      "once, written as one tar that containerd, Docker, Podman, skopeo and Warewulf take."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube lock                                   pin what cluster.yaml needs",
      "  ekube images pull                            fetch it",
      "  ekube images export -o k8s.tar               write the archive",
      "  ctr -n k8s.io images import k8s.tar          load it, on a node"
    })
public final class ImagesVerb extends VerbGroup {
  private final Terminal terminal;

  public ImagesVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Map<String, Callable<Integer>> parts() {
    Map<String, Callable<Integer>> parts = new LinkedHashMap<>();
    parts.put("list", new ListVerb(terminal));
    parts.put("pull", new PullVerb(terminal));
    parts.put("verify", new VerifyVerb(terminal));
    parts.put("export", new ExportVerb(terminal));
    parts.put("import", new ImportVerb(terminal));
    parts.put("prune", new PruneVerb(terminal));
    parts.put("serve", new ServeImagesVerb(terminal));
    parts.put("sbom", new SbomVerb(terminal));
    return parts;
  }
}
