package dev.ekube.adapters.doctor;

import dev.ekube.adapters.doctor.Finding.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at one matter and changes nothing. A check gives at least one finding. */
public interface HostCheck {
  /** Stable, and documented in docs/. */
  String id();

  /** What it found, in a stable order. */
  List<Finding> look(Site site, Host host);

  default Finding ok(String subject, String detail, Object... arguments) {
    return new Finding(id(), Level.OK, subject, words(detail, arguments), Optional.empty());
  }

  default Finding skipped(String subject, String detail, Object... arguments) {
    return new Finding(id(), Level.SKIPPED, subject, words(detail, arguments), Optional.empty());
  }

  /** Works, but the site should know. */
  default Finding warn(String subject, String detail, String remedy) {
    return new Finding(id(), Level.WARN, subject, detail, Optional.of(remedy));
  }

  /** Does not work, or is not safe to go on with. */
  default Finding fail(String subject, String detail, String remedy) {
    return new Finding(id(), Level.FAIL, subject, detail, Optional.of(remedy));
  }

  private static String words(String detail, Object... arguments) {
    return String.format(Locale.ROOT, detail, arguments);
  }
}
