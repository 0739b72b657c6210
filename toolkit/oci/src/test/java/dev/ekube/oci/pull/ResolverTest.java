package dev.ekube.oci.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.MediaTypes;
import dev.ekube.oci.fake.FakeImage;
import dev.ekube.oci.fake.FakeRegistry;
import dev.ekube.oci.fake.Reply;
import dev.ekube.oci.fake.Shelf;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverTest {
  private static final FakeImage DOCKER = FakeImage.docker("one", FakeImage.bytes(1, 500));
  private static final FakeImage OCI = FakeImage.oci("other", FakeImage.bytes(2, 500));

  @TempDir private Path folder;

  @Test
  void aTagIsIndexAndManifestOfThePlatformByTheBytesServed() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(new Shelf(DOCKER, OCI))) {
      Site site = new Site(folder, registry.uri());
      assertThat(site.resolve(DOCKER, "linux/amd64")).isEqualTo(DOCKER.locked(Site.REGISTRY));
      assertThat(site.resolve(OCI, "linux/amd64")).isEqualTo(OCI.locked(Site.REGISTRY));
      assertThat(registry.requests().getFirst().header("accept").orElse(""))
          .contains(MediaTypes.MANIFESTS);
    }
  }

  @Test
  void aPlatformThatIsMissingIsNamedWithThoseThatAreThere() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(new Shelf(OCI))) {
      Site site = new Site(folder, registry.uri());
      assertThatThrownBy(() -> site.resolve(OCI, "linux/arm64"))
          .hasMessageContaining("for linux/arm64 but it is there for linux/amd64 only; next: ");
    }
  }

  @Test
  void aTagWithoutIndexIsItsOwnManifest() throws Exception {
    byte[] manifest = DOCKER.served().get("one/manifests/" + DOCKER.manifest().digest());
    try (FakeRegistry registry = new FakeRegistry(request -> Reply.of(200, Map.of(), manifest))) {
      LockedImage found = new Site(folder, registry.uri()).resolve(DOCKER, "linux/amd64");
      assertThat(found.top()).isEqualTo(found.manifest()).isEqualTo(DOCKER.manifest());
    }
  }

  @Test
  void bytesOtherThanTheRegistryPromisedAreRefused() throws Exception {
    String promised = Digest.of(new byte[0]).toString();
    byte[] manifest = DOCKER.served().get("one/manifests/v1");
    try (FakeRegistry registry =
        new FakeRegistry(
            request -> Reply.of(200, Map.of("Docker-Content-Digest", promised), manifest))) {
      Site site = new Site(folder, registry.uri());
      assertThatThrownBy(() -> site.resolve(DOCKER, "linux/amd64"))
          .hasMessageContaining("but its bytes amount to sha256:")
          .hasMessageContaining(" instead, and from localhost:1 but it cannot be reached; next: ");
    }
  }

  @Test
  void whatIsNoManifestIsNamed() throws Exception {
    byte[] page = "<html>log in</html>".getBytes(StandardCharsets.UTF_8);
    try (FakeRegistry registry = new FakeRegistry(request -> Reply.of(200, Map.of(), page))) {
      Site site = new Site(folder);
      assertThatThrownBy(() -> site.pull(registry.authority(), DOCKER))
          .hasMessageContaining("its bytes amount to");
    }
  }

  @Test
  void cosignsTagIsFetchedWhereItIsAndAbsentWhereItIsNot() throws Exception {
    FakeImage signature = FakeImage.oci("one", FakeImage.bytes(3, 300));
    byte[] manifest = signature.served().get("one/manifests/" + signature.manifest().digest());
    String tag = "/v2/one/manifests/sha256-" + DOCKER.top().digest().hex() + ".sig";
    try (FakeRegistry registry =
        new FakeRegistry(
            request ->
                request.path().equals(tag)
                    ? Reply.of(200, Map.of(), manifest)
                    : new Shelf(signature).on(request))) {
      Site site = new Site(folder);
      TagProbe probe = new TagProbe(site.store, site.registries);
      Optional<Descriptor> found =
          probe.fetch(DOCKER.ref(registry.authority()), DOCKER.top().digest(), site);
      assertThat(found).contains(signature.manifest());
      assertThat(site.store.has(signature.layers().getFirst().digest())).isTrue();
      assertThat(probe.fetch(DOCKER.ref(registry.authority()), Digest.of(new byte[0]), site))
          .isEmpty();
    }
  }
}
