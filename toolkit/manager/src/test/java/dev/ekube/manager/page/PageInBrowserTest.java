package dev.ekube.manager.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees, in a real browser; pictures are left in target/page. */
class PageInBrowserTest {
  private static final String BODY = "document.body.innerText";

  /** Text that would run, were it ever taken for markup. */
  private static final String HOSTILE =
      "<img src=x onerror=\"window.taken=1\"><script>window.taken=1</script></td>"
          + "'\"`${window.taken=1}&lt;b&gt;\u2028\u0007";

  @TempDir private Path folder;

  private final AtomicReference<String> document = new AtomicReference<>(Documents.ready());
  private PageServer server;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    Optional<Path> program = Browser.program();
    Assumptions.assumeTrue(program.isPresent(), "no Chromium on this machine");
    Feed feed = new Feed(() -> Optional.of(document.get()), () -> System.nanoTime() / 1_000_000);
    server =
        PageServer.open(
            new PageServer.Place(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                folder.resolve("page.token"),
                folder.resolve("page.url")),
            name -> Optional.of(feed));
    browser = Browser.start(program.get(), folder.resolve("profile"));
  }

  @AfterEach
  void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private String address() throws Exception {
    return Files.readString(folder.resolve("page.url")).strip();
  }

  @Test
  void showsTheClusterAndHidesTheToken() throws Exception {
    browser.go(address());
    browser.await("document.getElementById('phase').textContent", "ready");

    assertThat(browser.evaluate(BODY))
        .contains("demo is ready: all 5 nodes are at work.", "control2", "nothing to do")
        .contains("epoch 2 began from the data of control1")
        .contains("leader", "1203", "2.1 MiB", "k8s-control-ww-91bc.tar", "1.1 GiB");
    assertThat(browser.evaluate("location.href")).doesNotContain("token", "#");
    assertThat(browser.evaluate("document.cookie")).isEmpty();
    assertThat(browser.evaluate("document.querySelectorAll('#timeline svg.chart').length"))
        .isEqualTo("1");
    assertThat(browser.evaluate("document.querySelectorAll('svg.chart rect').length"))
        .isEqualTo("34");
  }

  @Test
  void changesWithoutBeingLoadedAgain() throws Exception {
    browser.go(address());
    browser.await("document.getElementById('phase').textContent", "ready");
    browser.evaluate("window.mark = 'same page'");

    document.set(Documents.troubled("etcd exited with code 2"));

    browser.await("document.getElementById('phase').textContent", "formed");
    assertThat(browser.evaluate("window.mark")).isEqualTo("same page");
    assertThat(browser.evaluate(BODY)).contains("etcd exited with code 2", "attempt 3", "Alarms");
  }

  @Test
  void aHostileMessageIsTextAndNothingElse() throws Exception {
    document.set(Documents.troubled(HOSTILE).replace("control2", "<b>control2</b>"));

    browser.go(address());
    browser.await("document.getElementById('phase').textContent", "formed");

    assertThat(browser.evaluate("window.taken")).isEqualTo("undefined");
    assertThat(
            browser.evaluate("document.querySelectorAll('main img, main script, main b').length"))
        .isEqualTo("0");
    assertThat(browser.evaluate(BODY)).contains("<img src=x onerror", "<b>control2</b>");
  }

  @Test
  void withoutTheTokenNothingIsShown() throws Exception {
    browser.go(address().replaceAll("#.*", ""));
    browser.await("document.getElementById('link').textContent", "not let in");

    assertThat(browser.evaluate(BODY)).contains("ekube status --url").doesNotContain("control0");
  }

  @Test
  void isReadableInEveryLightAndOnAPhone() throws Exception {
    document.set(Documents.troubled("etcd exited with code 2: bind: address already in use"));
    browser.go(address());
    browser.await("document.getElementById('phase').textContent", "formed");

    for (String scheme : new String[] {"light", "dark"}) {
      browser.look(scheme, 1280, 900);
      browser.picture(pictures().resolve(scheme + ".png"));
      browser.look(scheme, 390, 844);
      browser.picture(pictures().resolve(scheme + "-phone.png"));
      assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo("true");
    }
    assertThat(browser.evaluate("getComputedStyle(document.body).colorScheme"))
        .isNotEqualTo("light");
  }

  private static Path pictures() {
    return Path.of(System.getProperty("ekube.root"), "toolkit/manager/target/page");
  }
}
