package dev.ekube.lab.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Docker, or Podman by the socket that it offers for Docker's clients. */
public final class DockerEngine implements Engine {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final DockerClient client;
  private final DockerHttpClient http;
  private final String name;

  private DockerEngine(DockerClient client, DockerHttpClient http, String name) {
    this.client = client;
    this.http = http;
    this.name = name;
  }

  /**
   * The engine at that address. One that does not answer, or that runs without root, is a missing
   * precondition.
   */
  public static DockerEngine at(URI address) {
    DefaultDockerClientConfig configuration =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.toString())
            .build();
    DockerHttpClient http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(configuration.getDockerHost())
            .sslConfig(configuration.getSSLConfig())
            .connectionTimeout(CONNECT)
            .build();
    DockerClient client = DockerClientImpl.getInstance(configuration, http);
    try {
      Info info = client.infoCmd().exec();
      refuseRootless(info, address);
      return new DockerEngine(
          client, http, info.getOperatingSystem() + ", " + info.getServerVersion());
    } catch (RuntimeException e) {
      shut(client);
      if (e instanceof PortException) {
        throw e;
      }
      throw PortException.precondition(
          "tried to call the container engine at " + address + " but " + reason(e),
          "start it: systemctl start docker (or podman.socket)");
    }
  }

  private static void refuseRootless(Info info, URI address) {
    List<String> options = Optional.ofNullable(info.getSecurityOptions()).orElse(List.of());
    if (options.stream().anyMatch(option -> option.contains("name=rootless"))) {
      throw PortException.precondition(
          "tried to use the container engine at "
              + address
              + " but it runs without root, and nodes set up networks and mounts of their own",
          "use root's engine: sudo ekube lab up, or DOCKER_HOST=unix:///run/podman/podman.sock");
    }
  }

  /** The innermost message, which is the one that tells. */
  static String reason(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    String words = Optional.ofNullable(at.getMessage()).orElse(at.getClass().getSimpleName());
    return words.strip().replace('\n', ' ');
  }

  private static void shut(DockerClient client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Containers containers() {
    return new DockerContainers(client);
  }

  @Override
  public Networks networks() {
    return new DockerNetworks(client);
  }

  @Override
  public RootImages images() {
    return new DockerImages(client, http);
  }

  @Override
  public void close() {
    shut(client);
  }
}
