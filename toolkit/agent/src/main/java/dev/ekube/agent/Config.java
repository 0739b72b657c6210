package dev.ekube.agent;

import dev.ekube.agent.port.Trouble;
import dev.ekube.model.Ipv4;
import dev.ekube.model.KeyKind;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.wire.Json;
import dev.ekube.wire.JsonReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the overlay tells the agent: {@code agent.json}, the same on every node of the cluster, and
 * {@code node.json}, which says which node this one is. Neither is secret.
 *
 * @param manager address and port; an address, so that no name has to be looked up
 * @param authority SHA-256 of the certificate of the manager's authority, hexadecimal
 * @param keys what the node's keys are made of
 */
record Config(
    String cluster,
    NodeName node,
    Role role,
    InetSocketAddress manager,
    String authority,
    KeyKind keys) {
  private static final String PREFIX = "sha256:";

  /** Reads both files of a folder. */
  static Config read(Path folder) throws Trouble {
    Json agent = json(folder.resolve("agent.json"));
    Json node = json(folder.resolve("node.json"));
    try {
      Role role = text(node, "role").equals("control") ? Role.CONTROL : Role.WORKER;
      Json manager = get(agent, "manager");
      String ca = text(agent, "ca");
      if (!ca.matches(PREFIX + "[0-9a-f]{64}")) {
        throw new Trouble(
            "tried to read "
                + folder
                + "/agent.json but its ca is no fingerprint; next: run"
                + " `ekube apply` on the manager once `ekube serve` has made the authority");
      }
      return new Config(
          text(agent, "cluster"),
          new NodeName(text(node, "name")),
          role,
          manager(manager),
          ca.substring(PREFIX.length()),
          keys(agent));
    } catch (IllegalArgumentException e) {
      throw new Trouble("tried to read " + folder, e);
    }
  }

  /** As in cluster.yaml, what is not written is the default. */
  private static KeyKind keys(Json agent) {
    boolean written = agent instanceof Json.Obj members && members.members().containsKey("keys");
    String word = written ? text(agent, "keys") : KeyKind.ECDSA_P256.word();
    return KeyKind.of(word)
        .orElseThrow(() -> new IllegalArgumentException("not a kind of keys: " + word));
  }

  private static InetSocketAddress manager(Json manager) {
    String address = text(manager, "address");
    if (!Ipv4.isValid(address)) {
      throw new IllegalArgumentException("not an IPv4 address: " + address);
    }
    return new InetSocketAddress(address, (int) whole(manager, "port"));
  }

  private static Json json(Path file) throws Trouble {
    try {
      return JsonReader.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new Trouble("tried to read " + file, e);
    }
  }

  private static Json get(Json object, String name) {
    if (object instanceof Json.Obj members && members.members().containsKey(name)) {
      return members.members().get(name);
    }
    throw new IllegalArgumentException(name + " is missing");
  }

  private static String text(Json object, String name) {
    return as(get(object, name), Json.Text.class, name).value();
  }

  private static long whole(Json object, String name) {
    return as(get(object, name), Json.Whole.class, name).value();
  }

  private static <T extends Json> T as(Json json, Class<T> type, String name) {
    if (type.isInstance(json)) {
      return type.cast(json);
    }
    throw new IllegalArgumentException(name + " is " + json.kind());
  }
}
