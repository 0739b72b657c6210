package dev.ekube.oci.registry;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.MediaTypes;
import dev.ekube.oci.manifest.BadManifestException;
import dev.ekube.oci.manifest.ManifestReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads manifests and blobs byte for byte. Every call is one request to one source, with the
 * credentials that it wants; {@link Attempts} tells how sources are taken in turn. Safe for many
 * threads.
 */
public final class RegistryClient implements AutoCloseable {
  private final Registries settings;
  private final Transport transport;
  private final Authorizer authorizer;

  public RegistryClient(Registries settings) {
    this.settings = settings;
    this.transport = new Transport(settings);
    this.authorizer = new Authorizer(settings, transport);
  }

  public Limits limits() {
    return settings.limits();
  }

  /** Where this registry's images are looked for, in order. */
  public List<Source> sources(String registry) {
    return Source.of(registry, settings.mirrors().getOrDefault(registry, List.of()));
  }

  /**
   * A manifest or index.
   *
   * @param reference a tag, or a digest, which the bytes must then have
   */
  public FetchedManifest manifest(Source source, String repository, String reference)
      throws RegistryFault, InterruptedException {
    String tried = "fetch " + named(source, repository, reference) + " from " + source.place();
    try {
      Map<String, String> headers = Map.of("Accept", String.join(", ", MediaTypes.MANIFESTS));
      Transport.Reply reply = get(source, repository, "manifests/" + reference, headers);
      if (reply.status() != 200) {
        throw refusal(reply, tried);
      }
      byte[] content = transport.bytes(reply, ManifestReader.MAX_BYTES);
      Digest digest = Digest.of(content);
      Optional<String> promised =
          reference.startsWith("sha256:")
              ? Optional.of(reference)
              : reply.header("Docker-Content-Digest").filter(text -> text.startsWith("sha256:"));
      if (promised.isPresent() && !promised.get().equals(digest.toString())) {
        throw new RegistryFault(
            FaultKind.WRONG_BYTES, tried, "its bytes amount to " + digest + " instead");
      }
      ManifestReader.read(content);
      String type = ManifestReader.mediaType(content);
      return new FetchedManifest(content, new Descriptor(type, digest, content.length));
    } catch (BadManifestException e) {
      throw new RegistryFault(FaultKind.BAD_MANIFEST, tried, e.getMessage());
    } catch (IOException e) {
      throw Faults.network(e, tried);
    }
  }

  /**
   * A blob from byte {@code from} on, into a sink made when it is known where the answer begins:
   * there, or at 0 when the registry knows no ranges. Size and digest are the caller's to check.
   */
  public void blob(Source source, String repository, Descriptor blob, long from, SinkAt sinkAt)
      throws IOException, InterruptedException {
    String tried =
        "fetch blob "
            + blob.digest()
            + " of "
            + source.registry()
            + "/"
            + repository
            + " from "
            + source.place();
    try {
      Ranged.run(
          headers -> get(source, repository, "blobs/" + blob.digest(), headers),
          blob.size(),
          from,
          sinkAt,
          tried,
          settings.limits().stall());
    } catch (IOException e) {
      throw Faults.network(e, tried);
    }
  }

  /** Makes the sink for an answer that begins at this byte of the blob. */
  public interface SinkAt {
    Sink at(long start) throws IOException;
  }

  @Override
  public void close() {
    transport.close();
  }

  private Transport.Reply get(
      Source source, String repository, String rest, Map<String, String> headers)
      throws IOException, InterruptedException {
    Optional<String> shown = authorizer.known(source, repository);
    Transport.Reply reply = get(source, repository, rest, headers, shown);
    if (reply.status() != 401) {
      return reply;
    }
    List<String> challenges = reply.head().headers().allValues("WWW-Authenticate");
    Optional<String> other = authorizer.answer(source, repository, challenges, shown);
    if (other.isEmpty()) {
      return reply;
    }
    BodyPump.discard(reply.head().body());
    return get(source, repository, rest, headers, other);
  }

  private Transport.Reply get(
      Source source,
      String repository,
      String rest,
      Map<String, String> headers,
      Optional<String> authorization)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(headers);
    authorization.ifPresent(value -> all.put("Authorization", value));
    return transport.get(source.uri(repository, rest), all, source.ca());
  }

  private static RegistryFault refusal(Transport.Reply reply, String tried) {
    BodyPump.discard(reply.head().body());
    return Faults.status(reply, tried);
  }

  private static String named(Source source, String repository, String reference) {
    String joint = reference.startsWith("sha256:") ? "@" : ":";
    return source.registry() + "/" + repository + joint + reference;
  }
}
