package dev.ekube.etcd.snapshot;

import static dev.ekube.etcd.real.RealEtcd.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ekube.etcd.gateway.EtcdGateway;
import dev.ekube.etcd.real.EtcdNode;
import dev.ekube.etcd.real.RealEtcd;
import dev.ekube.etcd.snapshot.Verdict.Fault;
import dev.ekube.model.Bytes;
import dev.ekube.model.RealBinary;
import dev.ekube.model.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against snapshots of a real etcd, judged by etcdutl. */
class SnapshotCheckTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static RealEtcd lab;
  private static EtcdNode node;
  private static EtcdGateway gateway;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    lab = RealEtcd.plain(1).form("one");
    node = lab.node(0);
    gateway = lab.gateway();
  }

  @AfterAll
  static void close() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void agreesWithEtcdutlOnWhateverIsInIt() throws Exception {
    agree("as it is");
    lab.put(node, "a", "b");
    agree("one key more");
    fill(500);
    agree("ten thousand keys");
    delete("key0", "key5");
    agree("many deleted, the last revision is a deletion");
    long revision = done(() -> gateway.health(node.endpoint()));
    post("/v3/kv/compaction", "{\"revision\":\"" + revision + "\",\"physical\":true}");
    agree("compacted");
    delete("\0", "\0");
    post("/v3/kv/compaction", "{\"revision\":\"" + (revision + 1) + "\",\"physical\":true}");
    agree("all deleted and compacted");
    lab.put(node, "last", "v".repeat(500_000));
    agree("a value that overflows its page");
  }

  @Test
  void aClusterThatNeverHeldAKeyHasRevisionZero() throws Exception {
    try (RealEtcd fresh = RealEtcd.plain(1).form("fresh")) {
      Path file = folder.resolve("fresh.db");
      done(
          () ->
              fresh.gateway().snapshot(fresh.node(0).endpoint(), file, stall(), (at, left) -> {}));
      assertThat(sound(file).revision())
          .isZero()
          .isEqualTo(etcdutl(file).path("revision").asLong());
    }
  }

  @Test
  void noFlippedBitIsTakenForGood() throws Exception {
    byte[] good = Files.readAllBytes(snapshot("flipped.db"));
    Random random = new Random(7);
    Path bad = folder.resolve("bad.db");
    for (int i = 0; i < 100; i++) {
      byte[] flipped = good.clone();
      flipped[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(bad, flipped);
      assertThat(fault(bad)).isEqualTo(Fault.DIGEST_DIFFERS);
    }
  }

  @Test
  void whatIsCutOffIsRejected() throws Exception {
    byte[] good = Files.readAllBytes(snapshot("cut.db"));
    Path cut = folder.resolve("short.db");
    for (int length : new int[] {0, 1, 31, 512, good.length - 32, good.length - 1}) {
      Files.write(cut, Arrays.copyOf(good, length));
      assertThat(fault(cut)).as("%d bytes", length).isEqualTo(Fault.NO_DIGEST);
    }
    Files.write(cut, Arrays.copyOf(good, good.length - 512));
    assertThat(fault(cut)).isEqualTo(Fault.DIGEST_DIFFERS);
    assertThat(fault(folder.resolve("none"))).isEqualTo(Fault.ABSENT);
    assertThat(fault(folder)).isIn(Fault.UNREADABLE, Fault.NO_DIGEST);
  }

  /** A digest can be made by anybody, so what it covers is not trusted either. */
  @Test
  void aForgedDatabaseLeadsNowhere() throws Exception {
    byte[] good = Files.readAllBytes(snapshot("forged.db"));
    Random random = new Random(11);
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    Path bad = folder.resolve("bad.db");
    for (int i = 0; i < 300; i++) {
      byte[] forged = good.clone();
      int page = random.nextInt(good.length / 4096);
      for (int j = 0; j < 1 + random.nextInt(40); j++) {
        forged[page * 4096 + random.nextInt(64)] = (byte) random.nextInt();
      }
      sign(forged, bad);
      if (SnapshotCheck.verify(bad) instanceof Verdict.Rejected rejected) {
        faults.add(rejected.fault());
      }
    }
    assertThat(faults).contains(Fault.BAD_PAGE).doesNotContain(Fault.DIGEST_DIFFERS);
    sign(new byte[(1 << 20) + 32], bad);
    assertThat(fault(bad)).isEqualTo(Fault.NO_META);
    sign(Arrays.copyOf(good, 2 * 4096 + 32), bad);
    assertThat(fault(bad)).isEqualTo(Fault.BAD_PAGE);
    sign(new byte[32], bad);
    assertThat(fault(bad)).isEqualTo(Fault.NO_META);
  }

  private void agree(String what) throws Exception {
    Path file = snapshot(what.replace(' ', '-') + ".db");
    Verdict.Sound sound = sound(file);
    assertThat(sound.revision()).as(what).isEqualTo(etcdutl(file).path("revision").asLong());
    assertThat(sound.bytes()).isEqualTo(Files.size(file));
    assertThat(sound.sha256()).isEqualTo(Sha256.hex(Bytes.of(Files.readAllBytes(file))));
  }

  private Path snapshot(String name) {
    Path file = folder.resolve(name);
    done(() -> gateway.snapshot(node.endpoint(), file, stall(), (done, left) -> {}));
    return file;
  }

  private static Duration stall() {
    return Duration.ofSeconds(10);
  }

  private static Verdict.Sound sound(Path file) {
    Verdict verdict = SnapshotCheck.verify(file);
    assertThat(verdict).isInstanceOf(Verdict.Sound.class);
    return (Verdict.Sound) verdict;
  }

  private static Fault fault(Path file) {
    return ((Verdict.Rejected) SnapshotCheck.verify(file)).fault();
  }

  private static void sign(byte[] forged, Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(forged, 0, forged.length - 32);
    byte[] signed = forged.clone();
    System.arraycopy(digest.digest(), 0, signed, forged.length - 32, 32);
    Files.write(file, signed);
  }

  private static JsonNode etcdutl(Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                RealBinary.need("etcdutl").toString(),
                "snapshot",
                "status",
                file.toString(),
                "-w",
                "json")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    JsonNode status = new ObjectMapper().readTree(process.getInputStream());
    assertThat(process.waitFor()).isZero();
    return status;
  }

  /** Transactions of twenty puts each, because a put each takes long. */
  private static void fill(int transactions) throws Exception {
    int key = 0;
    for (int i = 0; i < transactions; i++) {
      StringBuilder puts = new StringBuilder();
      for (int j = 0; j < 20; j++) {
        puts.append(j == 0 ? "" : ",")
            .append(
                "{\"requestPut\":{\"key\":\"" + base64("key" + key++) + "\",\"value\":\"dg==\"}}");
      }
      post("/v3/kv/txn", "{\"success\":[" + puts + "]}");
    }
  }

  private static void delete(String from, String to) throws Exception {
    String range = "{\"key\":\"" + base64(from) + "\",\"range_end\":\"" + base64(to) + "\"}";
    post("/v3/kv/deleterange", range);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void post(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> reply =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(node.endpoint() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
  }
}
