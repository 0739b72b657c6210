package dev.ekube.cli.boot;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.Ipv4;
import dev.ekube.model.NodeName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Tells nodes to reboot through OpenSSH's client, as root, with the keys and host keys that {@code
 * wwctl configure ssh} has set up on a manager.
 */
final class SshPower implements Power {
  private static final int AT_ONCE = 32;
  private static final long SECONDS = 30;

  /** What ssh ends with when the connection broke, which is how a reboot looks from outside. */
  private static final int BROKEN = 255;

  private static final int KILLED = 128 + 9;

  private final String program;
  private final Map<NodeName, Ipv4> addresses;

  SshPower(String program, Map<NodeName, Ipv4> addresses) {
    this.program = program;
    this.addresses = addresses;
  }

  @Override
  public String words() {
    return "through ssh";
  }

  /** Whoever is not up answers no ssh. */
  @Override
  public List<NodeName> wake(List<NodeName> silent) {
    return silent;
  }

  @Override
  public void reboot(List<NodeName> nodes) {
    Map<NodeName, Future<String>> answers = new TreeMap<>();
    List<String> complaints = new ArrayList<>();
    try (ExecutorService crew = Executors.newFixedThreadPool(Math.min(AT_ONCE, nodes.size()))) {
      nodes.forEach(node -> answers.put(node, crew.submit((Callable<String>) () -> tell(node))));
    }
    for (Map.Entry<NodeName, Future<String>> answer : answers.entrySet()) {
      String complaint = words(answer.getValue());
      if (!complaint.isEmpty()) {
        complaints.add(answer.getKey() + ": " + complaint);
      }
    }
    if (!complaints.isEmpty()) {
      throw PortException.failed(
          "tried to reboot %d nodes through ssh but %s"
              .formatted(nodes.size(), String.join("; ", complaints)),
          "reboot those by hand and run this again, or use --via ipmi");
    }
  }

  /** Empty when the node took it; a connection that the reboot itself cut counts as taken. */
  private String tell(NodeName node) throws IOException, InterruptedException {
    Process ssh =
        new ProcessBuilder(
                program,
                "-n",
                "-oBatchMode=yes",
                "-oConnectTimeout=10",
                "-oServerAliveInterval=5",
                "root@" + addresses.get(node),
                "systemctl reboot")
            .redirectErrorStream(true)
            .start();
    CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(ssh::destroyForcibly);
    String said = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int code = ssh.waitFor();
    if (code == KILLED) {
      return "no answer within " + SECONDS + " s";
    }
    boolean cut = code == BROKEN && said.contains("closed by remote host");
    return code == 0 || cut ? "" : said.isEmpty() ? "ssh ended with " + code : said;
  }

  private static String words(Future<String> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("rebooting nodes");
    }
  }
}
