package dev.ekube.adapters.doctor;

import java.util.List;

/** The Java that runs ekube, which {@code ekube serve} will run on too. */
final class JavaCheck implements HostCheck {
  private static final int LEAST = 21;

  @Override
  public String id() {
    return "java";
  }

  @Override
  public List<Finding> look(Site site, Host host) {
    Host.Self self = host.self();
    return List.of(
        self.javaFeature() >= LEAST
            ? ok("Java " + self.javaFeature(), "in %s", self.javaHome())
            : fail(
                "Java " + self.javaFeature(),
                "ekube needs " + LEAST + " or newer",
                "install one from https://adoptium.net, or set JAVA_HOME"));
  }
}
