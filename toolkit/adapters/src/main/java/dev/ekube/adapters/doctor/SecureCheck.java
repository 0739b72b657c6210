package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.util.ArrayList;
import java.util.List;

/** Runtime overlays are only given to privileged ports, and encrypted where Warewulf can. */
final class SecureCheck extends WarewulfCheck {
  SecureCheck() {
    super("secure");
  }

  @Override
  List<Finding> look(WarewulfInstall warewulf, Site site, Host host) {
    List<Finding> findings = new ArrayList<>();
    String file = warewulf.configuration().toString();
    findings.add(
        warewulf.secure()
            ? ok("secure", "runtime overlays are given to source ports below 1024 only")
            : warn(
                "secure",
                "is false in "
                    + file
                    + ", so Warewulf gives runtime overlays to any user of the network",
                "sed -i 's/secure: false/secure: true/' "
                    + file
                    + " && systemctl restart warewulfd"));
    boolean offersTls = is(warewulf, "4.7");
    if (!offersTls) {
      findings.add(ok("tls", "Warewulf %s has none", warewulf.generation().word()));
    } else if (warewulf.tls()) {
      findings.add(ok("tls", "runtime overlays travel encrypted"));
    } else {
      findings.add(
          warn(
              "tls",
              "runtime overlays travel in clear, because " + file + " does not say tls: true",
              "wwctl configure tls && sed -i '/^warewulf:/a\\  tls: true' "
                  + file
                  + " && systemctl restart warewulfd"));
    }
    return findings;
  }
}
