package dev.ekube.cli.verb;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ListenAddress;
import dev.ekube.manager.page.PageServer;
import dev.ekube.oci.serve.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where {@code serve} shows the status page, and how its address is found again. */
final class PageOptions {
  private static final int PORT = 9441;
  private static final String ADDRESS = "page.url";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--page",
      paramLabel = "[ADDRESS:]PORT",
      converter = ListenAddress.class,
      description = {
        "Where the status page is (default: 127.0.0.1:9441, a free",
        "port in a sandbox). Off loopback it needs --page-cert."
      })
  private Optional<InetSocketAddress> at = Optional.empty();

  @Option(
      names = "--page-cert",
      paramLabel = "FILE",
      description = "PEM certificate of the status page: serve it by HTTPS.")
  private Optional<Path> certificate = Optional.empty();

  @Option(names = "--page-key", paramLabel = "FILE", description = "Its key, PEM and PKCS #8.")
  private Optional<Path> key = Optional.empty();

  /** A page off loopback without a certificate would show its token to the whole network. */
  Optional<PageServer.Place> place(Path state, Path runtime, boolean sandbox) throws IOException {
    if (certificate.isPresent() != key.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--page-cert and --page-key go together");
    }
    InetSocketAddress usual =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), sandbox ? 0 : PORT);
    InetSocketAddress place = at.orElse(usual);
    if (certificate.isEmpty() && !place.getAddress().isLoopbackAddress()) {
      throw new ParameterException(
          spec.commandLine(),
          "--page on an address that others reach needs --page-cert and --page-key; or leave it"
              + " on loopback and use `ssh -L`");
    }
    Optional<SSLContext> tls =
        certificate.isEmpty()
            ? Optional.empty()
            : Optional.of(new Tls(certificate.get(), key.orElseThrow()).context());
    return Optional.of(
        new PageServer.Place(place, tls, state.resolve("page.token"), runtime.resolve(ADDRESS)));
  }

  /** The address of the page of the service that runs there, with its token. */
  static String address(Path runtime) {
    Path file = runtime.resolve(ADDRESS);
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw PortException.precondition(
          "tried to read the status page's address from " + file + " but no service runs",
          "start it with `systemctl start ekube`, or run `ekube serve`");
    } catch (IOException e) {
      throw PortException.failed(
          "tried to read " + file + " but it cannot be read", "be the owner of the service", e);
    }
  }
}
