package dev.ekube.lab.engine;

import dev.ekube.apply.port.PortException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where an engine listens: Docker's socket, or the one that Podman offers for Docker's clients. */
public final class Sockets {
  private static final String UNIX = "unix://";
  private static final String GET_ONE =
      "install Docker (`apt-get install docker.io`, `dnf install docker-ce`) or Podman"
          + " (`dnf install podman`, then `systemctl start podman.socket`), or name another"
          + " engine in DOCKER_HOST";

  private final Map<String, String> environment;
  private final Path root;

  /**
   * For an environment.
   *
   * @param root below which the usual places are looked for; {@code /} but in tests
   */
  public Sockets(Map<String, String> environment, Path root) {
    this.environment = Map.copyOf(environment);
    this.root = root;
  }

  /** The address to call; nothing usable is a missing precondition that says how to get it. */
  public URI find() {
    String named = environment.getOrDefault("DOCKER_HOST", "");
    if (!named.isEmpty()) {
      if (named.startsWith(UNIX)) {
        usable(Path.of(named.substring(UNIX.length())));
      }
      return URI.create(named);
    }
    List<Path> places = places();
    Optional<Path> there = places.stream().filter(Files::exists).findFirst();
    if (there.isEmpty()) {
      throw PortException.precondition(
          "tried to find a container engine but there is no socket at " + joined(places), GET_ONE);
    }
    return URI.create(UNIX + usable(there.get()));
  }

  private List<Path> places() {
    List<Path> places = new ArrayList<>();
    places.add(root.resolve("var/run/docker.sock"));
    places.add(root.resolve("run/podman/podman.sock"));
    Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
        .map(folder -> Path.of(folder).resolve("podman/podman.sock"))
        .ifPresent(places::add);
    return places;
  }

  private static Path usable(Path socket) {
    if (!Files.exists(socket)) {
      throw PortException.precondition(
          "tried to find a container engine but there is no " + socket, GET_ONE);
    }
    if (!Files.isReadable(socket) || !Files.isWritable(socket)) {
      throw PortException.precondition(
          "tried to call the container engine but you may not open " + socket,
          "run it as root, or join the socket's group (`ls -l " + socket + "`) and log in again");
    }
    return socket;
  }

  private static String joined(List<Path> places) {
    return String.join(" or ", places.stream().map(Path::toString).toList());
  }
}
