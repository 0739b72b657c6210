package dev.ekube.cli.images;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.output.Json;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.archive.Fault;
import dev.ekube.oci.archive.Verifier;
import dev.ekube.oci.signature.SignatureKey;
import dev.ekube.oci.signature.SignatureVerifier;
import dev.ekube.oci.signature.Verdict;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ekube images verify}: every byte against the lock. */
@Command(
    name = "verify",
    description = {
      "Hashes every byte of the store, or of an archive, anew, and names all that is not as the",
      "lock file wants it. With --key every image must carry a cosign signature by that key.",
      "Ends with 1 when anything is wrong."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube images verify",
      "  ekube images verify --archive k8s.tar",
      "  ekube images verify --key cosign.pub     after ekube lock --signatures"
    })
final class VerifyVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Options options;
  @Mixin private StoreOptions store;
  @Mixin private ClusterArgument argument;

  @Option(
      names = "--archive",
      paramLabel = "TAR",
      description = "Verify this archive instead of the store.")
  private Optional<Path> archive = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = {
        "A cosign.pub; may be repeated: one of the keys must",
        "have signed each image."
      })
  private List<Path> keys = List.of();

  @Option(
      names = "--repair",
      description = {
        "Throw damaged blobs of the store away, so that the next",
        "pull fetches them."
      })
  private boolean repair;

  VerifyVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LockedSite site = LockedSite.of(argument, options, terminal);
    List<LockedImage> images = site.images();
    BlobStore blobs = store.open(options);
    BytesView view = new BytesView(terminal);
    String place = archive.map(Path::toString).orElse(blobs.folder().toString());
    try {
      List<Fault> faults = faults(new Verifier(view), blobs, images);
      view.stop();
      if (repair && archive.isEmpty()) {
        discard(faults, blobs);
      }
      boolean whole = faults.stream().noneMatch(Fault::isError);
      // Signatures are read from the store, and a broken one was named already.
      List<Verdict> verdicts = keys.isEmpty() || !whole ? List.of() : verdicts(blobs, images);
      boolean signed = verdicts.stream().allMatch(Verdict.Signed.class::isInstance);
      tell(place, images.size(), faults, verdicts, whole && signed);
      return (whole && signed ? ExitCode.DONE : ExitCode.FAILED).code();
    } catch (IOException e) {
      view.stop();
      throw Trouble.of(e, "verify " + place);
    }
  }

  private List<Fault> faults(Verifier verifier, BlobStore blobs, List<LockedImage> images)
      throws IOException {
    return archive.isPresent()
        ? verifier.archive(archive.get(), images)
        : verifier.store(blobs, images);
  }

  private static void discard(List<Fault> faults, BlobStore blobs) throws IOException {
    for (Fault fault : faults) {
      if (fault.kind() == Fault.Kind.WRONG_SIZE || fault.kind() == Fault.Kind.WRONG_DIGEST) {
        blobs.delete(Digest.parse(fault.subject()));
      }
    }
  }

  private List<Verdict> verdicts(BlobStore blobs, List<LockedImage> images) throws IOException {
    List<SignatureKey> read = new ArrayList<>();
    for (Path key : keys) {
      read.add(SignatureKey.read(key));
    }
    return new SignatureVerifier(blobs, read).verify(images);
  }

  private void tell(
      String place, int images, List<Fault> faults, List<Verdict> verdicts, boolean good) {
    if (options.json()) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.put("place", place).put("images", images).put("good", good);
      ArrayNode list = root.putArray("faults");
      for (Fault fault : faults) {
        ObjectNode node = list.addObject().put("kind", fault.kind().name());
        node.put("subject", fault.subject()).put("detail", fault.detail());
        ArrayNode needed = node.putArray("images");
        fault.images().forEach(image -> needed.add(image.value()));
      }
      ArrayNode signatures = root.putArray("signatures");
      verdicts.forEach(verdict -> signatures.add(words(verdict)));
      terminal.out().println(Json.text(root));
      return;
    }
    faults.forEach(
        fault -> terminal.out().println((fault.isError() ? "error: " : "note: ") + fault));
    verdicts.forEach(verdict -> terminal.out().println(words(verdict)));
    long errors = faults.stream().filter(Fault::isError).count();
    terminal
        .out()
        .println(
            place
                + ": "
                + images
                + " images, "
                + (errors == 0 ? "every byte as locked" : errors + " faults"));
    if (errors > 0) {
      terminal
          .err()
          .println("next: ekube images verify --repair && ekube images pull, or import an archive");
    }
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Signed signed -> signed.image() + ": signed by " + signed.key();
      case Verdict.Unsigned unsigned ->
          "error: " + unsigned.image() + ": no signature is kept; `ekube lock --signatures`";
      case Verdict.Refused refused -> "error: " + refused.image() + ": " + refused.reason();
    };
  }
}
