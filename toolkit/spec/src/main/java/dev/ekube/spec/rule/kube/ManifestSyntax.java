package dev.ekube.spec.rule.kube;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** A manifest that is no YAML would only fail once the cluster stands. */
public final class ManifestSyntax extends Rule {
  public static final ManifestSyntax RULE = new ManifestSyntax();

  private ManifestSyntax() {
    super(
        "manifest-syntax",
        "A manifest is not YAML text, or is nested deeper than any object. Manifests are applied"
            + " once the API answers; an error in one of them would show only then, so their"
            + " syntax is checked together with cluster.yaml. What the objects mean is not"
            + " checked.");
  }

  /** Says so at the place in the manifest. */
  public Problem at(Span place, String complaint) {
    return problem(
        place,
        "this manifest is not YAML: " + complaint.strip(),
        "try it with 'kubectl apply --dry-run=client -f " + place.file() + "'");
  }
}
