package dev.ekube.cli.images;

import dev.ekube.adapters.files.Durable;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.ListenAddress;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.serve.HostsToml;
import dev.ekube.oci.serve.Limits;
import dev.ekube.oci.serve.RegistryServer;
import dev.ekube.oci.serve.Tls;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ekube images serve}: the store as a registry that can only be read. */
@Command(
    name = "serve",
    description = {
      "Offers the locked images as a read-only registry, under their own names, until Ctrl-C.",
      "With --hosts it writes the files by which containerd asks this server instead of the",
      "images' own registries, and ends."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube images serve",
      "  ekube images serve --listen 10.0.0.13:5000 --cert server.pem --key server.key",
      "  ekube images serve --hosts certs.d --url http://10.0.0.13:5000"
    })
final class ServeImagesVerb implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private PlaceOptions options;
  @Mixin private StoreOptions store;
  @Mixin private ClusterArgument argument;

  @Option(
      names = "--listen",
      paramLabel = "[ADDRESS:]PORT",
      converter = ListenAddress.class,
      description = "Where to listen (default: 127.0.0.1:5000).")
  private Optional<InetSocketAddress> listen = Optional.empty();

  @Option(names = "--cert", paramLabel = "FILE", description = "PEM certificate: serve HTTPS.")
  private Optional<Path> certificate = Optional.empty();

  @Option(names = "--key", paramLabel = "FILE", description = "Its key, PEM and PKCS #8.")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--hosts",
      paramLabel = "DIR",
      description = {"Write containerd's hosts.toml files there; it belongs", "at config_path."})
  private Optional<Path> hosts = Optional.empty();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "How nodes reach this server, for --hosts.")
  private Optional<URI> url = Optional.empty();

  @Option(
      names = "--ca",
      paramLabel = "PATH",
      description = {"Where nodes have the PEM file of its authority, for", "--hosts."})
  private Optional<String> ca = Optional.empty();

  ServeImagesVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (certificate.isPresent() != key.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--cert and --key go together");
    }
    if (hosts.isPresent() != url.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--hosts and --url go together");
    }
    List<LockedImage> images = LockedSite.of(argument, options, terminal).images();
    if (hosts.isPresent()) {
      write(HostsToml.files(images, url.orElseThrow(), ca), hosts.get());
      return ExitCode.DONE.code();
    }
    BlobStore blobs = store.open(options);
    InetSocketAddress address =
        listen.orElseGet(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000));
    Optional<Tls> tls = certificate.map(pem -> new Tls(pem, key.orElseThrow()));
    try (RegistryServer server =
        RegistryServer.start(blobs, images, address, tls, Limits.SITE, terminal.err()::println)) {
      terminal
          .out()
          .printf(
              "%d images at %s://%s:%d%n",
              images.size(), server.scheme(), address.getHostString(), server.port());
      terminal.flush();
      new CountDownLatch(1).await();
      return ExitCode.DONE.code();
    } catch (IOException e) {
      throw Trouble.of(e, "serve " + blobs.folder() + " on " + address);
    }
  }

  private void write(Map<String, String> files, Path folder) {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path place = folder.resolve(file.getKey()).toAbsolutePath();
      try {
        Files.createDirectories(place.getParent());
        Durable.replaceFile(place, file.getValue().getBytes(StandardCharsets.UTF_8), 0644);
        terminal.out().println(place);
      } catch (IOException e) {
        throw PortException.failed(
            "tried to write %s but %s".formatted(place, Trouble.reason(e)),
            "name a folder that you may write",
            e);
      }
    }
  }
}
