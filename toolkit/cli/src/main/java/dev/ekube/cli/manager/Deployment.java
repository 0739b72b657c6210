package dev.ekube.cli.manager;

import dev.ekube.apply.Applier;
import dev.ekube.apply.Observer;
import dev.ekube.apply.Outcome;
import dev.ekube.apply.Ports;
import dev.ekube.apply.port.History;
import dev.ekube.apply.port.Reporter;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Refusal;
import dev.ekube.kubeadm.ContainerImages;
import dev.ekube.model.Bytes;
import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.FileTree;
import dev.ekube.model.ImageName;
import dev.ekube.model.ImageRef;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Problem;
import dev.ekube.model.Role;
import dev.ekube.plan.Plan;
import dev.ekube.plan.PlanOptions;
import dev.ekube.plan.Planner;
import dev.ekube.render.Rendered;
import dev.ekube.render.Renderer;
import dev.ekube.spec.SpecResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The whole flow of plan and apply, from what cluster.yaml says to a kept revision:
 *
 * <pre>
 *   read (spec) -> render -> observe (ports) -> plan -> apply (ports) -> verify -> keep (history)
 * </pre>
 *
 * Everything up to the plan changes nothing.
 */
public final class Deployment {
  /** Stands in agent.json of a plan for a cluster that has no authorities yet. */
  private static final String MADE_BY_APPLY = "sha256:(made by apply)";

  private final SpecResult.Good good;
  private final Optional<String> authority;
  private final Cluster cluster;
  private final Rendered rendered;
  private final Supplier<Map<String, Bytes>> beside;

  private Deployment(
      SpecResult.Good good, Optional<String> authority, Supplier<Map<String, Bytes>> beside) {
    this.beside = beside;
    this.good = good;
    this.authority = authority;
    this.cluster = good.cluster();
    this.rendered = new Renderer().render(cluster, authority, AgentJar.found());
  }

  /** From what the reader made of a file; bad input is a {@link Refusal} with every problem. */
  public static Deployment of(SpecResult result) {
    return of(result, name -> Optional.empty());
  }

  /**
   * The same for one manager: with the fingerprint of its authorities, or with a stand-in for what
   * apply is going to make.
   */
  public static Deployment of(SpecResult result, Manager manager) {
    return of(
        result,
        name -> manager.authorities(name).fingerprint().or(() -> Optional.of(MADE_BY_APPLY)));
  }

  /** The same with the fingerprint that is found for the cluster, if there is one. */
  public static Deployment of(
      SpecResult result, Function<ClusterName, Optional<String>> authority) {
    return switch (result) {
      case SpecResult.Good good ->
          new Deployment(good, authority.apply(good.cluster().name()), Map::of);
      case SpecResult.Bad bad -> throw new Refusal(bad.problems(), ExitCode.BAD_INPUT);
    };
  }

  /** The same, with authorities made now if there are none yet. */
  public Deployment withAuthorities(Manager manager, Consumer<String> story) {
    return authority.equals(Optional.of(MADE_BY_APPLY))
        ? new Deployment(
            good,
            Optional.of(manager.authorities(cluster.name()).make(cluster.security().keys(), story)),
            beside)
        : this;
  }

  /** The same with files that are kept in history beside those that cluster.yaml names. */
  public Deployment with(Supplier<Map<String, Bytes>> files) {
    return new Deployment(good, authority, files);
  }

  /** The same with the node images that its roles really boot. */
  public Deployment withNodeImages(Map<Role, ImageName> images) {
    return new Deployment(
        new SpecResult.Good(cluster.withNodeImages(images), good.warnings(), good.inputs()),
        authority,
        beside);
  }

  public Cluster cluster() {
    return cluster;
  }

  public Rendered rendered() {
    return rendered;
  }

  /** Problems of cluster.yaml that stop nothing. */
  public List<Problem> warnings() {
    return good.warnings();
  }

  /** What apply would do to this manager now. */
  public Plan plan(Ports ports, PlanOptions options) {
    List<ImageRef> needed = ContainerImages.of(cluster);
    PlanOptions able =
        options.withAbilities(ports.archive().isManaged(), ports.nodeImages().canBuild());
    return Planner.plan(cluster, rendered, needed, Observer.observe(cluster, ports), able);
  }

  /** Runs the very plan that was shown, then reads everything back. */
  public Outcome apply(Plan plan, Ports ports, PlanOptions options, Reporter reporter) {
    return Applier.apply(plan, ports, reporter, () -> plan(ports, options));
  }

  /** Keeps what was applied; the newest revision is returned as it is when it equals this. */
  public History.Revision keep(History history, String subject) {
    return history.commit(revision(), subject);
  }

  /** True when the newest revision holds exactly this. */
  public boolean isKept(History history) {
    return history.read("HEAD").filter(revision()::equals).isPresent();
  }

  private FileTree revision() {
    FileTree.Builder tree = FileTree.builder();
    good.inputs()
        .forEach((path, content) -> tree.file(RevisionInputs.FOLDER + path, 0644, content));
    beside.get().forEach((name, text) -> tree.file(RevisionInputs.FOLDER + name, 0644, text));
    for (Map.Entry<OverlayName, FileTree> overlay : rendered.overlays().entrySet()) {
      String folder = "overlays/" + overlay.getKey() + "/";
      overlay.getValue().entries().forEach((path, entry) -> tree.put(folder + path, entry));
    }
    StringBuilder nodes = new StringBuilder();
    rendered
        .nodes()
        .forEach(
            node -> {
              nodes.append(node.name()).append(":\n");
              node.fields()
                  .forEach(
                      (k, v) -> nodes.append("  ").append(k).append(": ").append(v).append('\n'));
            });
    return tree.file(RevisionImages.FILE, 0644, nodes.toString()).build();
  }
}
