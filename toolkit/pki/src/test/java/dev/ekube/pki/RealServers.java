package dev.ekube.pki;

import dev.ekube.model.RealBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Real etcd and API servers on loopback, with certificates out of one folder. */
final class RealServers implements AutoCloseable {
  private final Path pki;
  private final Path folder;
  private final List<Process> running = new ArrayList<>();
  private final Thread reaper = new Thread(this::end);

  RealServers(Path pki, Path folder) {
    this.pki = pki;
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /** Members that speak to each other and to clients with certificates alone; returns its URLs. */
  List<String> etcd(int members) {
    List<String> clients = new ArrayList<>();
    List<String> peers = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      clients.add("https://127.0.0.1:" + freePort());
      peers.add("https://127.0.0.1:" + freePort());
      all.add("m" + i + "=" + peers.get(i));
    }
    for (int i = 0; i < members; i++) {
      List<String> flags = new ArrayList<>();
      flags.add("--name=m" + i);
      flags.add("--data-dir=" + folder.resolve("m" + i));
      flags.add("--initial-cluster=" + String.join(",", all));
      for (String flag : List.of("--listen-peer-urls=", "--initial-advertise-peer-urls=")) {
        flags.add(flag + peers.get(i));
      }
      for (String flag : List.of("--listen-client-urls=", "--advertise-client-urls=")) {
        flags.add(flag + clients.get(i));
      }
      flags.add("--unsafe-no-fsync");
      flags.addAll(
          List.of(
              "--client-cert-auth=true",
              "--cert-file=" + pki.resolve("etcd/server.crt"),
              "--key-file=" + pki.resolve("etcd/server.key"),
              "--trusted-ca-file=" + pki.resolve("etcd/ca.crt"),
              "--peer-client-cert-auth=true",
              "--peer-cert-file=" + pki.resolve("etcd/peer.crt"),
              "--peer-key-file=" + pki.resolve("etcd/peer.key"),
              "--peer-trusted-ca-file=" + pki.resolve("etcd/ca.crt")));
      start("etcd", flags);
    }
    return clients;
  }

  /** An API server with kubeadm's flags for certificates; returns its URL. */
  String api(String etcd) {
    int port = freePort();
    start(
        "kube-apiserver",
        List.of(
            "--etcd-servers=" + etcd,
            "--etcd-cafile=" + pki.resolve("etcd/ca.crt"),
            "--etcd-certfile=" + pki.resolve("apiserver-etcd-client.crt"),
            "--etcd-keyfile=" + pki.resolve("apiserver-etcd-client.key"),
            "--client-ca-file=" + pki.resolve("ca.crt"),
            "--tls-cert-file=" + pki.resolve("apiserver.crt"),
            "--tls-private-key-file=" + pki.resolve("apiserver.key"),
            "--kubelet-client-certificate=" + pki.resolve("apiserver-kubelet-client.crt"),
            "--kubelet-client-key=" + pki.resolve("apiserver-kubelet-client.key"),
            "--proxy-client-cert-file=" + pki.resolve("front-proxy-client.crt"),
            "--proxy-client-key-file=" + pki.resolve("front-proxy-client.key"),
            "--requestheader-client-ca-file=" + pki.resolve("front-proxy-ca.crt"),
            "--service-account-key-file=" + pki.resolve("sa.pub"),
            "--service-account-signing-key-file=" + pki.resolve("sa.key"),
            "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
            "--service-cluster-ip-range=10.96.0.0/12",
            "--authorization-mode=Node,RBAC",
            "--endpoint-reconciler-type=none",
            "--bind-address=127.0.0.1",
            "--secure-port=" + port));
    return "https://127.0.0.1:" + port;
  }

  private void start(String program, List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(RealBinary.need(program).toString());
    command.addAll(flags);
    try {
      running.add(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(program + running.size() + ".log").toFile())
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of every log, for a failure's message. */
  String said() {
    StringBuilder text = new StringBuilder();
    try (var logs = Files.newDirectoryStream(folder, "*.log")) {
      for (Path log : logs) {
        String all = Files.readString(log);
        text.append(log.getFileName()).append('\n');
        text.append(all.substring(Math.max(0, all.length() - 2000))).append('\n');
      }
    } catch (IOException e) {
      text.append(e);
    }
    return text.toString();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(reaper);
    end();
  }

  private void end() {
    running.forEach(Process::destroyForcibly);
    for (Process process : running) {
      try {
        process.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Below the ports that a kernel gives to outgoing connections, so that nobody else takes it. */
  private static int freePort() {
    return ThreadLocalRandom.current()
        .ints(20_000, 32_000)
        .filter(RealServers::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
