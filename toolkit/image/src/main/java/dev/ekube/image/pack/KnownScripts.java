package dev.ekube.image.pack;

import dev.ekube.image.ImageException;
import dev.ekube.model.node.AllowedScriptlet;
import dev.ekube.rootfs.system.Scripts;
import dev.ekube.rootfs.tree.Tree;
import dev.ekube.rpm.RpmPackage;
import dev.ekube.rpm.Scriptlet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does by rule what the scripts of packages do at their installation; an unknown one stops it. */
public final class KnownScripts {
  private static final Set<Scriptlet.Kind> BEFORE =
      Set.of(Scriptlet.Kind.PRE_IN, Scriptlet.Kind.PRE_TRANS);

  private final Scripts scripts;
  private final List<AllowedScriptlet> allowed;

  public KnownScripts(Tree tree, long mtime, List<AllowedScriptlet> allowed) {
    this.scripts = new Scripts(tree, mtime);
    this.allowed = List.copyOf(allowed);
  }

  /** Scripts that come before the package's files. */
  public void before(RpmPackage rpm) throws IOException {
    run(rpm, true);
  }

  /** Scripts that come after the package's files. */
  public void after(RpmPackage rpm) throws IOException {
    run(rpm, false);
  }

  private void run(RpmPackage rpm, boolean before) throws IOException {
    for (Scriptlet script : rpm.scriptlets()) {
      if (script.kind().runsAtInstallation() && BEFORE.contains(script.kind()) == before) {
        if (!isAllowed(rpm, script)) {
          Optional<String> unknown = scripts.run(script.interpreter(), script.text());
          if (unknown.isPresent()) {
            throw unknown(rpm, script, unknown.get());
          }
        }
      }
    }
  }

  private boolean isAllowed(RpmPackage rpm, Scriptlet script) {
    return allowed.stream()
        .anyMatch(
            a ->
                a.packageName().equals(rpm.nevra().name())
                    && a.kind() == kind(script.kind())
                    && a.sha256().equals(script.sha256()));
  }

  private static ImageException unknown(RpmPackage rpm, Scriptlet script, String line) {
    String kind = kind(script.kind()).word();
    return ImageException.tried(
        "install " + rpm,
        "its script %%%s does what no rule knows (%s):%n%s%n"
            .formatted(kind, line, script.text().strip().indent(4).stripTrailing()),
        "when a node does not need it, write under images in cluster.yaml:%n%s"
            .formatted(
                "  scriptlets:%n    - {package: %s, kind: %s, do: skip, sha256: %s}"
                    .formatted(rpm.nevra().name(), kind, script.sha256())));
  }

  private static AllowedScriptlet.Kind kind(Scriptlet.Kind kind) {
    return switch (kind) {
      case PRE_IN -> AllowedScriptlet.Kind.PRE;
      case POST_IN -> AllowedScriptlet.Kind.POST;
      case PRE_UN, PRE_UN_TRANS -> AllowedScriptlet.Kind.PRE_UNINSTALL;
      case POST_UN, POST_UN_TRANS, VERIFY -> AllowedScriptlet.Kind.POST_UNINSTALL;
      case PRE_TRANS -> AllowedScriptlet.Kind.PRE_TRANSACTION;
      case POST_TRANS -> AllowedScriptlet.Kind.POST_TRANSACTION;
      case TRIGGER -> AllowedScriptlet.Kind.TRIGGER;
      case FILE_TRIGGER -> AllowedScriptlet.Kind.FILE_TRIGGER;
      case TRANS_FILE_TRIGGER -> AllowedScriptlet.Kind.TRANSACTION_FILE_TRIGGER;
    };
  }
}
