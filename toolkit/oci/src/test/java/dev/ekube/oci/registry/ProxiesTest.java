package dev.ekube.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  @ParameterizedTest
  @CsvSource({
    "https://registry.k8s.io, true",
    "http://registry.k8s.io, true",
    "https://mirror.example.org, false",
    "https://deep.mirror.example.org, false",
    "https://othermirror.example.org, true",
    "https://a.inner.net, false",
    "https://inner.net, true",
    "https://10.1.2.3:5000, false",
    "https://10.2.2.3, true",
    "https://only.port:5000, false",
    "https://only.port, true",
    "http://127.0.0.1:5000, false",
    "http://localhost:5000, false",
    "http://[::1]:5000, false",
  })
  void noProxyIsReadAsCurlReadsIt(URI target, boolean proxied) {
    Proxies proxies =
        Proxies.of(
            Map.of(
                "HTTPS_PROXY", "proxy.example.org:3128",
                "http_proxy", "http://proxy.example.org:3128",
                "NO_PROXY", "mirror.example.org, .inner.net,10.1.0.0/16,only.port:5000"));
    assertThat(proxies.forTarget(target).isPresent()).isEqualTo(proxied);
  }

  @Test
  void withoutVariablesEverythingIsReachedDirectly() {
    assertThat(
            Proxies.of(Map.of("NO_PROXY", "*", "HTTPS_PROXY", ""))
                .forTarget(URI.create("https://registry.k8s.io")))
        .isEmpty();
  }
}
