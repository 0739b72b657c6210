package dev.ekube.pki;

import dev.ekube.kubeadm.Authority;
import dev.ekube.model.ClusterName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** Reads a store, and refuses in words what is not whole. */
final class StoreReader {
  private static final long MAX_BYTES = 64 << 10;

  private final Path folder;
  private final ClusterName cluster;

  StoreReader(Path folder, ClusterName cluster) {
    this.folder = folder;
    this.cluster = cluster;
  }

  /** Looks at every file's presence and rights first; returns what others could read till now. */
  List<Path> secure() throws IOException {
    List<Path> opened = new ArrayList<>();
    tighten(folder, opened);
    List<String> names = new ArrayList<>(StoreLayout.folders());
    names.addAll(StoreLayout.files());
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      if (!PrivateFiles.exists(folder.resolve(name))) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw PkiException.refused(
          "tried to open the authorities of cluster %s in %s but %s %s missing"
              .formatted(
                  cluster, folder, String.join(", ", missing), missing.size() == 1 ? "is" : "are"),
          "put the whole folder back from its backup; it is never made up in part");
    }
    for (String name : names) {
      tighten(folder.resolve(name), opened);
    }
    return List.copyOf(opened);
  }

  private static void tighten(Path path, List<Path> opened) throws IOException {
    if (PrivateFiles.tighten(path)) {
      opened.add(path);
    }
  }

  Map<Authority, SigningAuthority> authorities() throws IOException {
    Map<Authority, SigningAuthority> authorities = new EnumMap<>(Authority.class);
    for (Authority authority : Authority.values()) {
      authorities.put(authority, authority(authority));
    }
    return authorities;
  }

  Fingerprint fingerprint() throws IOException {
    return Fingerprint.of(certificatesOf(Authority.SERVICE).getFirst());
  }

  private SigningAuthority authority(Authority authority) throws IOException {
    String keyFile = StoreLayout.key(authority);
    List<X509Certificate> certificates = certificatesOf(authority);
    PrivateKey key = privateKey(keyFile);
    if (!KeyFile.belongTogether(key, certificates.getFirst().getPublicKey())) {
      throw damaged(keyFile, "it is not the key of " + StoreLayout.certificate(authority));
    }
    return new SigningAuthority(authority, certificates, key);
  }

  /** Those of one authority, the signing one first. */
  private List<X509Certificate> certificatesOf(Authority authority) throws IOException {
    String certificateFile = StoreLayout.certificate(authority);
    List<X509Certificate> certificates = certificates(certificateFile);
    X509Certificate first = certificates.getFirst();
    String name = StoreLayout.commonName(authority, cluster);
    if (!first.getSubjectX500Principal().equals(new X500Principal("CN=" + name))) {
      throw damaged(
          certificateFile,
          "its subject is %s, not CN=%s".formatted(first.getSubjectX500Principal(), name));
    }
    if (first.getBasicConstraints() < 0) {
      throw damaged(certificateFile, "it is no certificate of an authority");
    }
    return certificates;
  }

  ServiceAccountKeys serviceAccountKeys() throws IOException {
    String privatePem = text(StoreLayout.ACCOUNT_KEY);
    String publicPem = text(StoreLayout.ACCOUNT_PUBLIC);
    PrivateKey key = privateKey(StoreLayout.ACCOUNT_KEY);
    PublicKey publicKey =
        KeyFile.readPublic(publicPem)
            .orElseThrow(() -> damaged(StoreLayout.ACCOUNT_PUBLIC, "it holds no public key"));
    if (!KeyFile.belongTogether(key, publicKey)) {
      throw damaged(StoreLayout.ACCOUNT_PUBLIC, "it does not belong to sa.key");
    }
    return new ServiceAccountKeys(privatePem, publicPem);
  }

  private List<X509Certificate> certificates(String file) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem.Block block : Pem.blocks(text(file))) {
      try {
        if (block.label().equals(Pem.CERTIFICATE)) {
          certificates.add(CertificateMaker.parse(block.der().toArray()));
        }
      } catch (CertificateException e) {
        throw damaged(file, "it holds a certificate that cannot be read");
      }
    }
    if (certificates.isEmpty()) {
      throw damaged(file, "it holds no certificate");
    }
    return certificates;
  }

  private PrivateKey privateKey(String file) throws IOException {
    return KeyFile.readPrivate(text(file))
        .orElseThrow(() -> damaged(file, "it holds no private key of ECDSA P-256 or RSA"));
  }

  private String text(String file) throws IOException {
    Path path = folder.resolve(file);
    if (Files.size(path) > MAX_BYTES) {
      throw damaged(file, "it has more than " + MAX_BYTES + " bytes");
    }
    return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
  }

  private PkiException damaged(String file, String why) {
    return PkiException.refused(
        "tried to read " + folder.resolve(file) + " but " + why,
        "put the whole folder back from its backup; to start with new authorities see"
            + " docs/certificates.md");
  }
}
