package dev.ekube.cli.node;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Refusal;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.images.PinnedList;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.output.Amount;
import dev.ekube.cli.output.TransferView;
import dev.ekube.cli.packages.PackagePull;
import dev.ekube.cli.packages.PinnedPackages;
import dev.ekube.image.build.Assembler;
import dev.ekube.image.build.DualTar;
import dev.ekube.image.build.ImageParts;
import dev.ekube.image.build.Kernels;
import dev.ekube.image.pack.Payloads;
import dev.ekube.lock.LockedPackage;
import dev.ekube.model.Cluster;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rootfs.tar.TarWriter;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.spec.SpecResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube image build}: the node images as tars. */
@Command(
    name = "build",
    description = {
      "Builds the node images of cluster.yaml: the base, packages whose signatures and digests",
      "are checked, programs, files, links and units. Each becomes one tar that wwctl, docker,",
      "podman, skopeo and ctr take, named after its content. A script of a package that no rule",
      "knows stops the build and is shown."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube image build -o images --packages rpms",
      "  ekube image build --only control -o images --packages rpms site/cluster.yaml",
      "  wwctl image import --force images/k8s-base-ww-….tar k8s-base-ww"
    })
final class BuildVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions options;
  @Mixin private ClusterArgument argument;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = {
        "Where the tars go (default: node-images in",
        "EKUBE_STATE_DIR, which is /var/lib/ekube)."
      })
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--packages",
      paramLabel = "DIR",
      description = {
        "A folder of packages to install instead of the locked",
        "ones, all *.rpm in it; those in its folder control go",
        "into the control image alone."
      })
  private Optional<Path> packages = Optional.empty();

  @Option(
      names = "--runtime",
      paramLabel = "DIR",
      description = {
        "The agent's Java runtime, as jlink writes it (default:",
        "linked from the Java that runs ekube; a sandbox's",
        "images, which no node boots, have none)."
      })
  private Optional<Path> runtime = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "IMAGE",
      converter = KindWord.class,
      description = "One image: base or control.")
  private Optional<NodeImageKind> only = Optional.empty();

  BuildVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Manager manager = Manager.of(options);
    Cluster cluster = cluster(manager);
    Path cache = manager.state().resolve("image-cache");
    Path folder = output.orElseGet(manager::nodeImageFolder);
    try {
      List<LockedPackage> locked = PinnedList.of(argument, options, terminal);
      if (packages.isEmpty()) {
        BlobStore store = BlobStore.open(PinnedPackages.folder(manager.imageStore()));
        PackagePull.missing(locked, store, options.sandbox().isEmpty());
      }
      PartsFinder finder =
          new PartsFinder(
              cluster,
              argument.file(),
              manager,
              cache,
              locked,
              packages,
              grafts(cache),
              new InsideImages(
                  cluster,
                  PinnedList.images(argument, options, terminal),
                  manager.imageStore(),
                  cache));
      for (NodeImageKind kind : only.map(List::of).orElse(List.of(NodeImageKind.values()))) {
        build(cluster, finder.parts(kind), new Payloads(cache.resolve("payloads")), folder);
      }
      return ExitCode.DONE.code();
    } catch (IOException e) {
      throw Troubles.of(e, "build the node images of " + argument.file());
    }
  }

  private List<Graft> grafts(Path cache) throws IOException {
    if (runtime.isPresent()) {
      return List.of(AgentRuntime.of(runtime.get()));
    }
    return options.sandbox().isPresent() ? List.of() : List.of(AgentRuntime.linked(cache));
  }

  private Cluster cluster(Manager manager) {
    return switch (ClusterFile.read(argument.file(), manager)) {
      case SpecResult.Bad bad -> throw new Refusal(bad.problems(), ExitCode.BAD_INPUT);
      case SpecResult.Good good -> {
        good.warnings().forEach(warning -> terminal.err().println(warning));
        yield good.cluster();
      }
    };
  }

  private void build(Cluster cluster, ImageParts parts, Payloads payloads, Path folder)
      throws IOException {
    String name = cluster.settings(parts.kind().role()).image().value();
    terminal.err().printf("%s: %d packages%n", name, parts.packages().size());
    Tree tree = Assembler.assemble(parts, payloads);
    TransferView view = new TransferView(terminal, System::nanoTime);
    view.starts(TarWriter.size(tree));
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    DualTar tar = new DualTar(name, cluster.images().architecture().toString(), threads);
    try {
      DualTar.Written written = tar.write(tree, folder, view::moved);
      view.stop();
      List<String> kernels = Kernels.of(tree);
      terminal
          .out()
          .printf(
              "%s: %s, %d files, kernel %s, layer sha256:%s%n",
              written.file(),
              Amount.bytes(written.bytes()),
              tree.all().size(),
              kernels.isEmpty() ? "none" : kernels.getLast(),
              written.layer());
    } finally {
      view.stop();
    }
  }

  /** For messages of verbs that read images. */
  static PortException missing(Path file) {
    return PortException.precondition(
        "tried to read " + file + " but there is no such file", "ekube image build");
  }
}
