package dev.ekube.oci.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS that trusts authorities of one's own besides those of the Java runtime. */
final class Authorities {
  private Authorities() {}

  static List<Path> all(List<Path> everywhere, Optional<Path> here) {
    List<Path> all = new ArrayList<>(everywhere);
    here.ifPresent(all::add);
    return List.copyOf(all);
  }

  static SSLContext context(List<Path> files) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate usual : usual()) {
        store.setCertificateEntry("usual-" + number++, usual);
      }
      for (Path file : files) {
        for (Certificate own : read(file)) {
          store.setCertificateEntry("own-" + number++, own);
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the authorities in " + files + " cannot be used", e);
    }
  }

  private static Iterable<? extends Certificate> read(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(content);
      if (found.isEmpty()) {
        throw new IOException("there is no certificate in " + file);
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw new IOException("there is no readable certificate in " + file, e);
    }
  }

  private static List<X509Certificate> usual() throws GeneralSecurityException {
    List<X509Certificate> usual = new ArrayList<>();
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager known) {
        usual.addAll(List.of(known.getAcceptedIssuers()));
      }
    }
    return usual;
  }

  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
