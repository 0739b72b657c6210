package dev.ekube.oci.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.fake.FakeImage;
import dev.ekube.oci.fake.FakeRegistry;
import dev.ekube.oci.fake.FakeRegistry.Request;
import dev.ekube.oci.fake.Reply;
import dev.ekube.oci.fake.Shelf;
import dev.ekube.oci.registry.FaultKind;
import dev.ekube.oci.registry.RegistryFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What registries do wrong, once or always, and what a pull makes of it. */
class FaultyRegistryTest {
  private static final int SIZE = 300_000;
  private static final FakeImage IMAGE = FakeImage.docker("one", FakeImage.bytes(7, SIZE));
  private static final Descriptor LAYER = IMAGE.layers().getFirst();
  private static final Shelf SHELF = new Shelf(IMAGE);

  @TempDir private Path folder;

  /** An answer for the layer's first request, made of the bytes that it asks for. */
  interface Fault {
    Reply with(byte[] wanted);
  }

  private static Arguments fault(FaultKind kind, String name, Fault fault) {
    return Arguments.of(name, kind, fault);
  }

  private static Stream<Arguments> faults() {
    return Stream.of(
        fault(FaultKind.CUT, "cut", b -> Reply.cut(200, Map.of(), b, SIZE / 2)),
        fault(FaultKind.CUT, "cut at once", b -> Reply.cut(200, Map.of(), b, 0)),
        fault(FaultKind.SLOW, "stalled", b -> Reply.stalled(200, Map.of(), b, SIZE / 2)),
        fault(FaultKind.CUT, "truncated", b -> Reply.chunked(200, Map.of(), half(b))),
        fault(FaultKind.WRONG_BYTES, "short", b -> Reply.of(200, Map.of(), half(b))),
        fault(FaultKind.WRONG_BYTES, "long", b -> Reply.of(200, Map.of(), twice(b))),
        fault(FaultKind.WRONG_BYTES, "long, unsaid", b -> Reply.chunked(200, Map.of(), twice(b))),
        fault(FaultKind.WRONG_BYTES, "wrong", b -> Reply.of(200, Map.of(), wrong(b))),
        fault(FaultKind.CUT, "lying", b -> Reply.claiming(200, Map.of(), half(b), b.length)),
        fault(FaultKind.BUSY, "429", b -> Reply.status(429, "Retry-After", "0")),
        fault(FaultKind.SERVER, "500", b -> Reply.status(500)),
        fault(FaultKind.SERVER, "503", b -> Reply.status(503, "Retry-After", "0")),
        fault(FaultKind.CUT, "no HTTP", b -> (out, socket) -> out.write(b)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void whatFailedOnceIsTriedAgain(String name, FaultKind kind, Fault fault) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeRegistry registry =
        new FakeRegistry(
            request ->
                isLayer(request) && asked.getAndIncrement() == 0
                    ? fault.with(SHELF.wanted(request))
                    : SHELF.on(request))) {
      Site site = new Site(folder, registry.uri());
      site.pull(IMAGE);
      assertThat(site.holds(IMAGE)).isTrue();
      assertThat(site.faults.getFirst().kind()).as(name).isEqualTo(kind);
      assertThat(site.leftovers()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void whatFailsAlwaysIsTakenFromAnotherMirror(String name, FaultKind kind, Fault fault)
      throws Exception {
    try (FakeRegistry faulty =
            new FakeRegistry(
                request ->
                    isLayer(request) ? fault.with(SHELF.wanted(request)) : SHELF.on(request));
        FakeRegistry good = new FakeRegistry(SHELF)) {
      Site site = new Site(folder, faulty.uri(), good.uri());
      site.pull(IMAGE);
      assertThat(site.holds(IMAGE)).as(name).isTrue();
      assertThat(good.requests()).hasSize(1).allMatch(FaultyRegistryTest::isLayer);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void whatFailsEverywhereIsNamedAndNeverKept(String name, FaultKind kind, Fault fault)
      throws Exception {
    try (FakeRegistry registry =
        new FakeRegistry(
            request -> isLayer(request) ? fault.with(SHELF.wanted(request)) : SHELF.on(request))) {
      Site site = new Site(folder);
      String itself = registry.authority();
      assertThatThrownBy(() -> site.pull(itself, IMAGE))
          .as(name)
          .hasMessageStartingWith("tried to fetch blob " + LAYER.digest())
          .hasMessageContaining(itself)
          .hasMessageContaining("; next: ");
      assertThat(site.store.has(LAYER.digest())).isFalse();
      assertThat(site.store.has(IMAGE.manifest().digest())).isTrue();
      if (kind == FaultKind.WRONG_BYTES) {
        assertThat(site.leftovers()).isEmpty();
      }
    }
  }

  @Test
  void aCutBlobGoesOnWhereItEnded() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeRegistry registry =
        new FakeRegistry(
            request ->
                isLayer(request) && asked.getAndIncrement() == 0
                    ? Reply.cut(200, Map.of(), SHELF.wanted(request), 100_000)
                    : SHELF.on(request))) {
      Site site = new Site(folder, registry.uri());
      site.pull(IMAGE);
      assertThat(registry.requests(LAYER.digest().hex()).getLast().header("range"))
          .contains("bytes=100000-");
      assertThat(site.holds(IMAGE)).isTrue();
    }
  }

  @Test
  void whatAnEarlierPullLeftIsTakenUpAndWrongLeftoversAreFoundOut() throws Exception {
    byte[] layer = FakeImage.bytes(7, SIZE);
    try (FakeRegistry registry = new FakeRegistry(SHELF)) {
      Site site = new Site(folder, registry.uri());
      Path partial = site.store.partial().resolve(LAYER.digest().hex());
      Files.write(partial, wrong(half(layer)));
      site.pull(IMAGE);
      assertThat(site.holds(IMAGE)).isTrue();
      assertThat(site.faults).extracting(RegistryFault::kind).contains(FaultKind.WRONG_BYTES);
      site.store.delete(LAYER.digest());
      Files.write(partial, half(layer));
      site.pull(IMAGE);
      assertThat(registry.requests(LAYER.digest().hex()).getLast().header("range"))
          .contains("bytes=150000-");
      assertThat(site.holds(IMAGE)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("rangeless")
  void aRegistryWithoutRangesSendsAllAnew(String name, Fault onRange) throws Exception {
    try (FakeRegistry registry =
        new FakeRegistry(
            request ->
                request.header("range").isPresent()
                    ? onRange.with(FakeImage.bytes(7, SIZE))
                    : SHELF.on(request))) {
      Site site = new Site(folder, registry.uri());
      Files.write(
          site.store.partial().resolve(LAYER.digest().hex()), half(FakeImage.bytes(7, SIZE)));
      site.pull(IMAGE);
      assertThat(site.holds(IMAGE)).as(name).isTrue();
    }
  }

  private static Stream<Arguments> rangeless() {
    Fault whole = all -> Reply.of(200, Map.of(), all);
    Fault refuses = all -> Reply.status(416);
    Fault other = all -> Reply.of(206, Map.of("Content-Range", "bytes 0-299999/300000"), all);
    return Stream.of(
        Arguments.of("200", whole), Arguments.of("416", refuses), Arguments.of("206 of 0", other));
  }

  @Test
  void anEndlessManifestIsGivenUpSoon() throws Exception {
    try (FakeRegistry registry = new FakeRegistry(request -> Reply.endless())) {
      Site site = new Site(folder, registry.uri());
      assertThatThrownBy(() -> site.pull(registry.authority(), IMAGE))
          .hasMessageContaining("it sent more than 4194304 bytes");
      assertThat(site.store.all()).isEmpty();
    }
  }

  private static boolean isLayer(Request request) {
    return request.target().contains(LAYER.digest().hex());
  }

  private static byte[] half(byte[] content) {
    return Arrays.copyOf(content, content.length / 2);
  }

  private static byte[] twice(byte[] content) {
    return Arrays.copyOf(content, content.length * 2);
  }

  private static byte[] wrong(byte[] content) {
    byte[] other = content.clone();
    other[other.length / 3] ^= 1;
    return other;
  }
}
