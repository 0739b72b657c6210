package dev.ekube.agent.node;

import dev.ekube.agent.port.Trouble;
import dev.ekube.model.Bytes;
import dev.ekube.model.KeyKind;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keys and certificates of this boot. They are files of their owner below {@code /run}, which is
 * memory: there after a restart of the agent, gone with the boot. The heap holds them no longer
 * than it takes to use one.
 */
public final class Identity {
  /** The leaf with which the agent itself connects. */
  public static final String AGENT = "agent";

  private final Path folder;
  private final List<String> leaves;
  private final KeyKind kind;

  /**
   * @param leaves which certificates the node needs
   * @param kind of the keys that are made from now on
   */
  public Identity(Layout layout, List<String> leaves, KeyKind kind) {
    this.folder = layout.run().resolve("pki");
    this.leaves = List.copyOf(leaves);
    this.kind = kind;
  }

  /** Whether this boot has been let in, and its certificates are good at that time. */
  public boolean isComplete(long wallClock) {
    try {
      for (String leaf : leaves) {
        if (read("cert", leaf).isEmpty() || read("key", leaf).isEmpty()) {
          return false;
        }
      }
      return ending().isAfter(Instant.ofEpochMilli(wallClock));
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  /** When the first of the certificates ends. */
  public Instant ending() throws IOException, GeneralSecurityException {
    Instant first = Instant.MAX;
    for (String leaf : leaves) {
      Instant end = chain(leaf).getFirst().getNotAfter().toInstant();
      first = end.isBefore(first) ? end : first;
    }
    return first;
  }

  /**
   * From this time on it is time for new ones: a third of their life is left, or a little more.
   *
   * @param jitter from 0 to 1: how much of a tenth of their life earlier
   */
  public Instant renewal(double jitter) throws IOException, GeneralSecurityException {
    X509Certificate own = chain(AGENT).getFirst();
    Duration life = Duration.between(own.getNotBefore().toInstant(), own.getNotAfter().toInstant());
    return ending()
        .minus(life.dividedBy(3))
        .minusMillis(Math.round(life.toMillis() / 10.0 * jitter));
  }

  /**
   * A request for every leaf. The key of a certificate is kept, so that both fit at any moment; all
   * keys are for one boot. A key of another kind that never got a certificate is made anew.
   */
  public SortedMap<String, Bytes> requests() throws Trouble {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm());
      generator.initialize(kind.bits());
      Durable.privateFolder(folder);
      SortedMap<String, Bytes> requests = new TreeMap<>();
      for (String leaf : leaves) {
        requests.put(leaf, Bytes.of(SigningRequest.of(leaf, keys(leaf, generator))));
      }
      return requests;
    } catch (GeneralSecurityException | IOException e) {
      throw new Trouble("tried to make keys", e);
    }
  }

  private KeyPair keys(String leaf, KeyPairGenerator generator)
      throws GeneralSecurityException, IOException {
    Optional<String> key = read("key", leaf);
    Optional<String> half = read("public", leaf);
    if (key.isPresent() && half.isPresent()) {
      PublicKey known = PublicKeys.read(half.orElseThrow());
      if (KeyKind.of(known).equals(Optional.of(kind)) || read("cert", leaf).isPresent()) {
        return new KeyPair(known, Pem.key(key.orElseThrow()));
      }
    }
    KeyPair made = generator.generateKeyPair();
    PublicKey open = made.getPublic();
    write("public", leaf, Pem.write("PUBLIC KEY", open.getEncoded()));
    write("key", leaf, Pem.write("PRIVATE KEY", made.getPrivate().getEncoded()));
    return made;
  }

  /** Takes in what the manager has signed. */
  public void keep(
      Map<String, String> certificates,
      Map<String, String> authorities,
      Map<String, String> serviceAccount)
      throws Trouble {
    try {
      Durable.privateFolder(folder);
      for (String leaf : leaves) {
        if (!certificates.containsKey(leaf)) {
          throw new Trouble("the manager sent no certificate for " + leaf);
        }
      }
      writeAll("ca", authorities);
      writeAll("sa", serviceAccount);
      writeAll("cert", certificates);
    } catch (IOException e) {
      throw new Trouble("tried to keep certificates in " + folder, e);
    }
  }

  /** Forgets everything: the node has to be let in again. */
  public void forget() throws IOException {
    Durable.deleteTree(folder);
  }

  /** A leaf's certificate and those that signed it. */
  public List<X509Certificate> chain(String leaf) throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = new ArrayList<>(Pem.certificates(read("cert", leaf).orElse("")));
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("no certificate for " + leaf);
    }
    return chain;
  }

  /**
   * What a token of a placed file stands for.
   *
   * @param what {@code ca}, {@code cert}, {@code key} or {@code sa}
   */
  public Optional<String> read(String what, String name) throws IOException {
    return Durable.read(file(what, name));
  }

  private void writeAll(String what, Map<String, String> texts) throws IOException {
    for (var text : texts.entrySet()) {
      write(what, text.getKey(), text.getValue());
    }
  }

  private void write(String what, String name, String text) throws IOException {
    Durable.write(file(what, name), text, 0600);
  }

  /** Names come from the manager, and stay within the folder whatever they are. */
  private Path file(String what, String name) throws IOException {
    if (!name.matches("[a-z0-9][-a-z0-9]{0,62}")) {
      throw new IOException("not a name of a certificate: " + name);
    }
    return folder.resolve(what + "-" + name + ".pem");
  }
}
