package dev.ekube.manager;

/**
 * What the JDK's HTTP server grants its clients, for the page and the figures alike. It reads these
 * properties once, when its first class is loaded, and by default it grants everything.
 */
final class HttpLimits {
  private HttpLimits() {}

  /** Call this before the first server is made; what is set on the command line stays. */
  static void set() {
    setUnlessSet("jdk.httpserver.maxConnections", "256");
    // Seconds from a request's first byte to its last.
    setUnlessSet("sun.net.httpserver.maxReqTime", "10");
    // Seconds that an answer may take. Live pages ask again; a reader that does not read is cut.
    setUnlessSet("sun.net.httpserver.maxRspTime", "900");
    setUnlessSet("sun.net.httpserver.nodelay", "true");
  }

  private static void setUnlessSet(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
