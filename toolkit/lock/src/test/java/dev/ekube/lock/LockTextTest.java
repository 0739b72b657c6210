package dev.ekube.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Architecture;
import dev.ekube.model.ImageRef;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockTextTest {
  private static final LockedImage PAUSE = image("registry.k8s.io/pause:3.10", "a");
  private static final LockedImage ETCD = image("registry.k8s.io/etcd:3.5.16-0", "b");

  @Test
  void entriesStandInOrderOfTheirNames() {
    assertThat(LockText.of(lock(PAUSE, ETCD)))
        .isEqualTo(
            """
            # Written by `ekube lock`. All that is fetched must have these digests.
            apiVersion: ekube.dev/v1alpha1
            kind: ClusterLock
            architecture: amd64
            images:
              - name: registry.k8s.io/etcd:3.5.16-0
                index: {kind: oci-index, size: 10, digest: "sha256:%1$s"}
                manifest: {kind: docker, size: 20, digest: "sha256:%1$s"}
              - name: registry.k8s.io/pause:3.10
                index: {kind: oci-index, size: 10, digest: "sha256:%2$s"}
                manifest: {kind: docker, size: 20, digest: "sha256:%2$s"}
            """
                .formatted("b".repeat(64), "a".repeat(64)));
  }

  @Test
  void commentsStayWhereTheyStoodWhenAnImageChanges() {
    String before =
        LockText.of(lock(PAUSE, ETCD))
            .replace("images:\n", "# all of them\nimages:\n  # asked for by the storage team\n")
            .replace("etcd:3.5.16-0\n", "etcd:3.5.16-0 # not newer\n")
            .concat("# the end\n");
    LockedImage moved = image("registry.k8s.io/etcd:3.5.16-0", "c");
    String after = LockText.of(lock(PAUSE, moved), before);
    assertThat(after).isEqualTo(before.replace("b".repeat(64), "c".repeat(64)));
  }

  @Test
  void anImageThatIsGoneTakesItsOwnCommentsWithIt() {
    String before = LockText.of(lock(PAUSE, ETCD)).replace("images:\n", "images:\n  # of etcd\n");
    assertThat(LockText.of(lock(PAUSE), before)).isEqualTo(LockText.of(lock(PAUSE)));
  }

  @Test
  void aFileOfAnotherLayoutIsWrittenAnew() {
    assertThat(LockText.of(lock(PAUSE), "{images: []}\n")).isEqualTo(LockText.of(lock(PAUSE)));
    assertThat(LockText.of(lock(PAUSE), "")).isEqualTo(LockText.of(lock(PAUSE)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatIsWrittenReadsBackWhateverChangedInBetween(int seed) {
    Random random = new Random(seed);
    String text = LockText.of(lock());
    for (int round = 0; round < 20; round++) {
      List<LockedImage> images = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        if (random.nextBoolean()) {
          images.add(image("example.org/app" + i + ":1", Integer.toHexString(random.nextInt(16))));
        }
      }
      Lock lock = new Lock(Architecture.ARM64, images);
      text = LockText.of(lock, text.replaceFirst("\n", "\n# remark " + round + "\n"));
      LockResult result = LockReader.read("lock", text.getBytes(StandardCharsets.UTF_8));
      assertThat(result).isEqualTo(new LockResult.Good(lock));
      assertThat(text).contains("# remark 0\n").contains("# remark " + round + "\n");
    }
  }

  @Test
  void problemsNameTheirPlaceAndWhatToDo() {
    String text =
        LockText.of(lock(PAUSE)).replace("sha256:aaaa", "sha512:").replace("size: 10", "size: -1");
    LockResult result = LockReader.read("cluster.lock.yaml", text.getBytes(StandardCharsets.UTF_8));
    assertThat(((LockResult.Bad) result).problems())
        .extracting(Object::toString)
        .satisfiesExactly(
            size -> assertThat(size).startsWith("cluster.lock.yaml:7:36: error[number-range]"),
            index -> assertThat(index).startsWith("cluster.lock.yaml:7:48: error[bad-digest]"),
            own -> assertThat(own).contains(":8:48:").contains("`ekube lock`"));
  }

  @Test
  void anImageMayNotBeLockedTwice() {
    String text = LockText.of(lock(PAUSE));
    String twice = text + text.substring(text.indexOf("  - name"));
    LockResult result = LockReader.read("f", twice.getBytes(StandardCharsets.UTF_8));
    assertThat(((LockResult.Bad) result).problems())
        .singleElement()
        .hasToString(
            "f:9:5: error[locked-twice]: registry.k8s.io/pause:3.10 is locked a second time;"
                + " delete one of the two entries");
  }

  @Test
  void packagesComeLastAndAreReadBack() {
    LockedPackage plain =
        new LockedPackage(
            "jq-1.6-17.el9.x86_64",
            NodeImageKind.BASE,
            "appstream",
            "https://example.org/a%20b/jq.rpm",
            190_000,
            new Digest("c".repeat(64)),
            "ab".repeat(20),
            List.of());
    LockedPackage scripted =
        new LockedPackage(
            "keepalived-1:2.2.8~rc1-4.el9^git.x86_64",
            NodeImageKind.CONTROL,
            "appstream",
            "file:///r/keepalived.rpm",
            1,
            new Digest("d".repeat(64)),
            "cd".repeat(20),
            List.of(new LockedPackage.Script("post-in", new Digest("e".repeat(64)))));
    Lock lock = lock(PAUSE).withPackages(List.of(scripted, plain));
    String text = LockText.of(lock);
    assertThat(text).contains("packages:\n  - name: \"jq-1.6-17.el9.x86_64\"\n    image: base\n");
    assertThat(LockReader.read("x", text.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new LockResult.Good(lock));
    String commented = text.replace("  - name: registry", "  # mine\n  - name: registry");
    Lock fewer = lock.withPackages(List.of(plain));
    assertThat(LockText.of(fewer, commented))
        .contains("# mine")
        .contains("jq-1.6")
        .doesNotContain("keepalived");
    String twice = text + text.substring(text.indexOf("  - name: \"jq"));
    assertThat(LockReader.read("x", twice.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(LockResult.Bad.class);
  }

  private static Lock lock(LockedImage... images) {
    return new Lock(Architecture.AMD64, List.of(images));
  }

  private static LockedImage image(String name, String digit) {
    Digest digest = new Digest(digit.repeat(64));
    return new LockedImage(
        new ImageRef(name),
        new Descriptor(MediaTypes.OCI_INDEX, digest, 10),
        new Descriptor(MediaTypes.DOCKER_MANIFEST, digest, 20));
  }
}
