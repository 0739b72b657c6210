package dev.ekube.rpm.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.ekube.oci.pull.PullListener;
import dev.ekube.oci.registry.Limits;
import dev.ekube.oci.registry.Registries;
import dev.ekube.oci.registry.WebClient;
import dev.ekube.oci.store.BlobStore;
import dev.ekube.rpm.PackageFacts;
import dev.ekube.rpm.Relation;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.madeup.MadeUpRpm;
import dev.ekube.rpm.madeup.SigningPerson;
import dev.ekube.rpm.madeup.SpecFile;
import dev.ekube.rpm.madeup.Tools;
import dev.ekube.rpm.verify.Keyring;
import dev.ekube.rpm.verify.Verify;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories by the real createrepo_c. */
class RepositoryReaderTest {
  private static final SigningPerson PERSON = new SigningPerson();
  private static final Limits QUICK =
      new Limits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          1,
          Duration.ofMillis(1),
          2);

  @TempDir private Path folder;
  private Path yum;

  @BeforeEach
  void packages() throws IOException {
    Tools.need("createrepo_c");
    yum = Files.createDirectory(folder.resolve("yum"));
    new MadeUpRpm("small", "1.0", "1")
        .file("/opt/small/data", "x")
        .file("/usr/bin/small", "y")
        .signed(PERSON)
        .write(yum);
    new MadeUpRpm("streamed", "1", "1.module+el9").file("/a", "x").signed(PERSON).write(yum);
    new MadeUpRpm("unwanted-doc", "1", "1").file("/b", "x").signed(PERSON).write(yum);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "xz", "bz2"})
  void readsMetadataOfEveryCompression(String kind) throws Exception {
    create("--general-compress-type=" + kind);
    Contents contents = reader().read(repository(yum.toUri()));
    assertThat(contents.packages())
        .extracting(one -> one.nevra().toString())
        .containsExactly("small-1.0-1.x86_64");
    RepoPackage small = contents.packages().getFirst();
    assertThat(small.facts().files()).containsExactly("/usr/bin/small");
    assertThat(small.size()).isEqualTo(Files.size(yum.resolve("small.rpm")));
    assertThat(contents.holding(Set.of("/opt/small/data")).getFirst().facts().files())
        .contains("/opt/small/data");
  }

  @Test
  void saysOfRelationsWhatTheHeaderSays() throws Exception {
    Tools.need("rpmbuild");
    Path file = SpecFile.build(folder, SpecFile.AWKWARD);
    Files.copy(file, yum.resolve("awkward.rpm"));
    create();
    RepoPackage awkward =
        reader().read(repository(yum.toUri())).packages().stream()
            .filter(one -> one.nevra().name().equals("awkward"))
            .findFirst()
            .orElseThrow();
    var header = PackageFacts.of(RpmPackage.read(file).header());
    assertThat(awkward.nevra()).isEqualTo(header.nevra());
    assertThat(texts(awkward.facts().provides())).isEqualTo(texts(header.provides()));
    // createrepo_c leaves out what the package itself provides.
    assertThat(texts(header.requires())).containsAll(texts(awkward.facts().requires()));
    assertThat(texts(awkward.facts().requires()))
        .contains("lib >= 1.2", "lib < 2", "(foo if bar)", "onlyduringpre", "/bin/sh");
    assertThat(texts(awkward.facts().conflicts())).isEqualTo(texts(header.conflicts()));
    assertThat(texts(awkward.facts().obsoletes())).isEqualTo(texts(header.obsoletes()));
  }

  @Test
  void fetchesOverHttpFromTheMirrorThatHasIt() throws Exception {
    create();
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder.toRealPath(),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    try {
      String root = "http://127.0.0.1:" + server.getAddress().getPort();
      Repository repository =
          repository(URI.create(root + "/nothing/"), URI.create(root + "/yum/"));
      RepositoryReader reader = reader();
      RepoPackage small = reader.read(repository).packages().getFirst();
      reader.fetch(small);
      Path blob = store().path(small.digest());
      assertThat(blob).hasSameBinaryContentAs(yum.resolve("small.rpm"));
      Verify.verify(RpmPackage.read(blob), repository.keys(), small.digest().hex());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void refusesWhatWasChangedOnTheWay() throws Exception {
    create("--general-compress-type=gz");
    Path primary;
    try (Stream<Path> files = Files.list(yum.resolve("repodata"))) {
      primary =
          files.filter(one -> one.toString().endsWith("primary.xml.gz")).findFirst().orElseThrow();
    }
    byte[] content = Files.readAllBytes(primary);
    content[content.length / 2] ^= 1;
    Files.write(primary, content);
    assertThatThrownBy(() -> reader().read(repository(yum.toUri())))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("tried to read the package repository test at")
        .hasMessageContaining("instead");
  }

  @Test
  void holdsMetadataToTheirSignature() throws Exception {
    create();
    Path repomd = yum.resolve("repodata/repomd.xml");
    Path asc = yum.resolve("repodata/repomd.xml.asc");
    Files.write(asc, PERSON.sign(Files.readAllBytes(repomd)));
    assertThat(reader().read(repository(yum.toUri())).packages()).hasSize(1);
    Files.writeString(repomd, Files.readString(repomd) + "\n");
    assertThatThrownBy(() -> reader().read(repository(yum.toUri())))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("is wrong");
    Files.write(asc, new SigningPerson().sign(Files.readAllBytes(repomd)));
    assertThatThrownBy(() -> reader().read(repository(yum.toUri())))
        .hasMessageContaining("which is not pinned");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><repomd>&y;</repomd>",
        "<repomd><data type=\"primary\"><location href=\"../../x\"/></data></repomd>",
        "<other/>",
        "<repomd><data",
        ""
      })
  void refusesMetadataThatLie(String text) throws Exception {
    Path repodata = Files.createDirectories(yum.resolve("repodata"));
    Files.writeString(repodata.resolve("repomd.xml"), text);
    assertThatThrownBy(() -> reader().read(repository(yum.toUri())))
        .isInstanceOf(RepositoryException.class);
  }

  @Test
  void refusesToLeaveTheRepository() throws Exception {
    Repository repository = repository(yum.toUri());
    for (String location : List.of("../x.rpm", "/x.rpm", "http://evil/x.rpm", "//evil/x.rpm")) {
      assertThatThrownBy(() -> repository.addresses(location))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(repository.addresses("a b/c+d.rpm").getFirst().toString()).endsWith("a%20b/c+d.rpm");
  }

  private void create(String... options) throws IOException {
    String[] words = new String[options.length + 3];
    words[0] = "createrepo_c";
    words[1] = "-q";
    System.arraycopy(options, 0, words, 2, options.length);
    words[words.length - 1] = yum.toString();
    Tools.run(words);
    Path repodata = yum.resolve("repodata/repomd.xml");
    Files.copy(repodata, folder.resolve("kept.xml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Set<String> texts(List<Relation> relations) {
    return Set.copyOf(relations.stream().map(Relation::toString).toList());
  }

  private Repository repository(URI... bases) throws IOException {
    Keyring keys = Keyring.of(List.of(PERSON.keyFile()), Set.of(PERSON.fingerprint()));
    return new Repository("test", List.of(bases), keys, 99, List.of("*-doc"));
  }

  private BlobStore store() throws IOException {
    return BlobStore.open(folder.resolve("store"));
  }

  private RepositoryReader reader() throws IOException {
    Registries settings = Registries.of(Map.of(), Map.of()).with(QUICK);
    return new RepositoryReader(store(), new WebClient(settings), PullListener.NONE, "x86_64");
  }
}
