package dev.ekube.kubeadm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.model.RealBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A control node in a directory and a network of its own, in which real programs run as if they
 * were alone: etcd and the API server as the manifests say, and whoever looks at them. The
 * certificates are kubeadm's; all else is ekube's. Needs to be root.
 */
final class OneNode implements AutoCloseable {
  static final List<String> COMPONENTS =
      List.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler");

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path root;
  private final Path credentials;
  private final List<Process> running = new ArrayList<>();
  private final Map<Long, Path> programs = new HashMap<>();
  private final Process network;

  OneNode(Path folder, Cluster cluster, Node node) throws IOException, InterruptedException {
    root = Files.createDirectories(folder.resolve("node"));
    credentials = Files.createDirectories(folder.resolve("credentials"));
    RealKubeadm.credentials(RealBinary.need("kubeadm"), credentials, cluster, node);
    String vip = cluster.endpoint().vip().toString();
    write("/etc/hosts", 0644, "%s %s\n".formatted(vip, cluster.endpoint().name()));
    // kubeadm mounts the last two where a node has them, as those of Enterprise Linux do.
    for (String path : List.of("/tmp", "/var/lib", "/etc/pki/ca-trust", "/etc/pki/tls/certs")) {
      Files.createDirectories(below(path));
    }
    // kubeadm looks for an address on a device that is not loopback.
    String devices =
        """
        ip link set lo up && ip link add net0 type veth peer name far &&
        ip link set far up && ip link set net0 up &&
        ip addr add %s/24 dev net0 && ip addr add %s/32 dev net0 && echo up && exec sleep 300
        """
            .formatted(node.address(), vip);
    network =
        new ProcessBuilder("unshare", "--net", "sh", "-c", devices)
            .redirectErrorStream(true)
            .start();
    String said = network.inputReader(UTF_8).readLine();
    Assumptions.assumeTrue("up".equals(said), "skipped: no network of its own: " + said);
  }

  /** Places a file with every token filled. */
  void place(PlacedFile file) throws IOException {
    switch (file.content()) {
      case PlacedFile.Text(String text) ->
          write(file.path(), file.mode(), Token.fill(text, this::value));
      case PlacedFile.Link(String target) ->
          Files.createSymbolicLink(below(file.path()), Path.of(target));
    }
  }

  /** Starts the program of a static pod with the manifest's command. */
  Process startPod(String component) throws IOException {
    Object pod = Yaml.parse(manifest(component));
    Object containers = ((Map<?, ?>) ((Map<?, ?>) pod).get("spec")).get("containers");
    Object words = ((Map<?, ?>) ((List<?>) containers).getFirst()).get("command");
    List<String> command = ((List<?>) words).stream().map(Object::toString).toList();
    return start(command, root.resolve(component + ".log"));
  }

  /** Removes a directory with all that is in it, as a reboot does with what was in RAM. */
  void lose(String path) throws IOException {
    try (Stream<Path> files = Files.walk(below(path))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  String manifest(String component) throws IOException {
    return Files.readString(below(NodeFiles.manifest(component)));
  }

  /** What a program says that ends by itself; another exit code than 0 is an IOException. */
  String run(String... command) throws IOException, InterruptedException {
    return outcome(start(command));
  }

  /** The same, again and again until it ends well and says what is waited for. */
  String runUntil(Predicate<String> enough, String... command)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    while (true) {
      Process process = start(command);
      boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      String said = Files.readString(said(process));
      if (ended && process.exitValue() == 0 && enough.test(said)) {
        return said;
      }
      if (Instant.now().isAfter(end)) {
        throw new IOException(String.join(" ", command) + " said: " + said + "\n" + logs());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Starts a program; {@link #outcome} waits for its end. */
  Process start(String... command) throws IOException {
    Path out = root.resolve("said-" + programs.size() + ".log");
    Process process = start(List.of(command), out);
    programs.put(process.pid(), out);
    return process;
  }

  /** Waits for a program's end, for no longer than a minute. */
  String outcome(Process process) throws IOException, InterruptedException {
    boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    String said = Files.readString(said(process));
    if (!ended || process.exitValue() != 0) {
      throw new IOException("a program failed and said: " + said + "\n" + logs());
    }
    return said;
  }

  void write(String path, int mode, String text) throws IOException {
    Path file = below(path).normalize();
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    String bits = mode == 0600 ? "rw-------" : "rw-r--r--";
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(bits));
  }

  String clusterCa() throws IOException {
    return read(CertificateFiles.certificateOf(Authority.CLUSTER));
  }

  /** The kubeconfig with which the manager's work is done. */
  void placeManagersKubeconfig(String path) throws IOException {
    write(path, 0600, Files.readString(credentials.resolve("etc/kubernetes/super-admin.conf")));
  }

  @Override
  public void close() {
    running.reversed().forEach(Process::destroyForcibly);
    network.destroyForcibly();
  }

  private Process start(List<String> words, Path out) throws IOException {
    Path program = below("/bin/" + words.getFirst());
    if (!Files.exists(program)) {
      Files.createDirectories(program.getParent());
      putProgram(RealBinary.need(words.getFirst()), program);
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of("nsenter", "--net=/proc/" + network.pid() + "/ns/net"));
    command.addAll(List.of("chroot", root.toString(), "/bin/" + words.getFirst()));
    command.addAll(words.subList(1, words.size()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    running.add(process);
    return process;
  }

  /** A hundred megabytes each: linked where the file systems are the same. */
  private static void putProgram(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private Path said(Process process) {
    return programs.get(process.pid());
  }

  /** The ends of the components' logs. */
  private String logs() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String component : COMPONENTS) {
      Path log = root.resolve(component + ".log");
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      text.append("== ").append(component).append('\n');
      lines
          .subList(Math.max(0, lines.size() - 10), lines.size())
          .forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  private Path below(String path) {
    return root.resolve(path.substring(1));
  }

  private String value(Token token) {
    try {
      String pem = pem(token);
      return token.pem() ? pem : Base64.getEncoder().encodeToString(pem.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String pem(Token token) throws IOException {
    return switch (token.what()) {
      case "ca" ->
          read(
              switch (token.name()) {
                case "cluster" -> CertificateFiles.certificateOf(Authority.CLUSTER);
                case "etcd" -> CertificateFiles.certificateOf(Authority.ETCD);
                default -> CertificateFiles.certificateOf(Authority.FRONT_PROXY);
              });
      case "sa" ->
          read("/etc/kubernetes/pki/sa." + (token.name().equals("public") ? "pub" : "key"));
      case "cert" -> leaf(token.name(), "client-certificate-data", ".crt");
      default -> leaf(token.name(), "client-key-data", ".key");
    };
  }

  private String leaf(String name, String data, String suffix) throws IOException {
    // kubeadm makes no certificate for a kubelet to serve with; no kubelet runs here.
    String leaf = name.equals(Leaves.KUBELET_SERVING) ? Leaves.KUBELET : name;
    String shown = read(CertificateFiles.shownIn(leaf));
    Matcher matcher = Pattern.compile(data + ": (\\S+)").matcher(shown);
    return matcher.find()
        ? new String(Base64.getDecoder().decode(matcher.group(1)), UTF_8)
        : read(CertificateFiles.withoutSuffix(leaf) + suffix);
  }

  private String read(String path) throws IOException {
    return Files.readString(credentials.resolve(path.substring(1)));
  }
}
