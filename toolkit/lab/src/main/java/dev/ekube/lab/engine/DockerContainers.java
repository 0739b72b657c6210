package dev.ekube.lab.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.api.model.Volume;
import dev.ekube.apply.port.PortException;
import dev.ekube.model.Copies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Containers by Docker's API. */
final class DockerContainers implements Containers {
  /** systemd's request to halt, as its own container interface names it. */
  private static final String HALT = "SIGRTMIN+3";

  private final DockerClient client;

  DockerContainers(DockerClient client) {
    this.client = client;
  }

  @Override
  public List<Found> labelled(String label) {
    List<Container> containers =
        Calls.get(
            "list the engine's containers",
            () ->
                client
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(List.of(label))
                    .exec());
    return containers.stream()
        .map(DockerContainers::found)
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  private static Found found(Container container) {
    String name = Arrays.stream(container.getNames()).findFirst().orElse(container.getId());
    String state = Optional.ofNullable(container.getState()).orElse("");
    return new Found(
        name.replaceFirst("^/", ""),
        Copies.sorted(container.getLabels()),
        switch (state.toLowerCase(Locale.ROOT)) {
          case "running" -> State.RUNNING;
          case "paused" -> State.PAUSED;
          default -> State.ENDED;
        },
        container.getCreated());
  }

  @Override
  public void start(NodeContainer node) {
    Calls.run(
        "make the container " + node.name(),
        () ->
            client
                .createContainerCmd(node.image())
                .withName(node.name())
                .withHostName(node.hostName())
                .withEntrypoint(node.entrypoint())
                .withEnv(pairs(node.environment()))
                .withLabels(node.labels())
                .withIpv4Address(node.address().toString())
                .withVolumes(node.volumes().stream().map(Volume::new).toList())
                .withStopSignal(HALT)
                .withHostConfig(host(node))
                .exec());
    Calls.run(
        "put the files of " + node.name() + " in place",
        () ->
            client
                .copyArchiveToContainerCmd(node.name())
                .withRemotePath("/")
                .withTarInputStream(new ByteArrayInputStream(TreeTar.of(node.files())))
                .exec());
    Calls.run("start " + node.name(), () -> client.startContainerCmd(node.name()).exec());
  }

  private static HostConfig host(NodeContainer node) {
    HostConfig host =
        HostConfig.newHostConfig()
            .withCapDrop(Capability.ALL)
            .withCapAdd(
                node.capabilities().stream().map(Capability::valueOf).toArray(Capability[]::new))
            .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined", "label=disable"))
            .withCgroupnsMode("private")
            .withDeviceCgroupRules(List.of("a *:* rwm"))
            .withTmpFs(node.tmpfs())
            .withSysctls(node.sysctls())
            .withNetworkMode(node.network())
            // The kernel's own log belongs to the host.
            .withBinds(Bind.parse("/dev/null:/dev/kmsg"));
    node.nanoCpus().ifPresent(host::withNanoCPUs);
    return host;
  }

  private static List<String> pairs(Map<String, String> map) {
    return map.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  @Override
  public void kill(String name) {
    Calls.run(
        "cut the power of " + name,
        () -> {
          try {
            client.killContainerCmd(name).withSignal("KILL").exec();
          } catch (ConflictException e) {
            // It does not run.
            return;
          }
        });
  }

  @Override
  public void pause(String name, boolean paused) {
    Calls.run(
        (paused ? "pause " : "wake ") + name,
        () -> {
          if (paused) {
            client.pauseContainerCmd(name).exec();
          } else {
            client.unpauseContainerCmd(name).exec();
          }
        });
  }

  @Override
  public void remove(String name) {
    Calls.remove(
        "remove the container " + name,
        () -> client.removeContainerCmd(name).withForce(true).withRemoveVolumes(true).exec());
  }

  @Override
  public int exec(String name, List<String> command, OutputStream out, OutputStream err) {
    String id =
        Calls.get(
            "run " + command.getFirst() + " in " + name,
            () ->
                client
                    .execCreateCmd(name)
                    .withCmd(command.toArray(String[]::new))
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId());
    pump(
        "running " + command.getFirst() + " in " + name,
        client.execStartCmd(id).exec(new Pump(out, err)));
    Long code =
        Calls.get(
            "ask how " + command.getFirst() + " ended",
            () -> client.inspectExecCmd(id).exec().getExitCodeLong());
    return Optional.ofNullable(code).orElse(1L).intValue();
  }

  @Override
  public String printed(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Pump pump =
        Calls.get(
            "read what " + name + " has printed",
            () ->
                client
                    .logContainerCmd(name)
                    .withStdOut(true)
                    .withStdErr(true)
                    .exec(new Pump(bytes, bytes)));
    pump("reading what " + name + " has printed", pump);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void pump(String doing, Pump pump) {
    try {
      pump.awaitCompletion();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted(doing);
    }
  }

  /** Takes what a process prints to where it belongs. */
  private static final class Pump extends ResultCallback.Adapter<Frame> {
    private final OutputStream out;
    private final OutputStream err;

    Pump(OutputStream out, OutputStream err) {
      this.out = out;
      this.err = err;
    }

    @Override
    public void onNext(Frame frame) {
      try {
        OutputStream to = frame.getStreamType() == StreamType.STDERR ? err : out;
        to.write(frame.getPayload());
        to.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
