package dev.ekube.cli;

import dev.ekube.cli.bench.BenchVerb;
import dev.ekube.cli.boot.ApplyVerb;
import dev.ekube.cli.boot.RestartVerb;
import dev.ekube.cli.boot.UpgradeVerb;
import dev.ekube.cli.images.ImagesVerb;
import dev.ekube.cli.images.LockVerb;
import dev.ekube.cli.lab.LabVerb;
import dev.ekube.cli.node.ImageVerb;
import dev.ekube.cli.verb.CompletionVerb;
import dev.ekube.cli.verb.DiffVerb;
import dev.ekube.cli.verb.DoctorVerb;
import dev.ekube.cli.verb.HistoryVerb;
import dev.ekube.cli.verb.InitVerb;
import dev.ekube.cli.verb.KubeconfigVerb;
import dev.ekube.cli.verb.LogsVerb;
import dev.ekube.cli.verb.PlanVerb;
import dev.ekube.cli.verb.RebootVerb;
import dev.ekube.cli.verb.RecoverVerb;
import dev.ekube.cli.verb.RenderVerb;
import dev.ekube.cli.verb.RollbackVerb;
import dev.ekube.cli.verb.SchemaVerb;
import dev.ekube.cli.verb.ServeVerb;
import dev.ekube.cli.verb.SimulateVerb;
import dev.ekube.cli.verb.StatusVerb;
import dev.ekube.cli.verb.TimelineVerb;
import dev.ekube.cli.verb.ValidateVerb;
import dev.ekube.cli.verb.WaitVerb;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Every verb, in the order in which help shows them. */
enum Verbs {
  INIT,
  VALIDATE,
  SCHEMA,
  RENDER,
  LOCK,
  IMAGES,
  IMAGE,
  DOCTOR,
  PLAN,
  APPLY,
  KUBECONFIG,
  HISTORY,
  DIFF,
  ROLLBACK,
  SERVE,
  STATUS,
  WAIT,
  TIMELINE,
  LOGS,
  REBOOT,
  RECOVER,
  REBUILD_AND_RESTART,
  UPGRADE,
  LAB,
  SIMULATE,
  BENCH,
  COMPLETION;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Callable<Integer> create(Terminal terminal) {
    return switch (this) {
      case INIT -> new InitVerb(terminal);
      case VALIDATE -> new ValidateVerb(terminal);
      case SCHEMA -> new SchemaVerb(terminal);
      case RENDER -> new RenderVerb(terminal);
      case LOCK -> new LockVerb(terminal);
      case IMAGES -> new ImagesVerb(terminal);
      case IMAGE -> new ImageVerb(terminal);
      case DOCTOR -> new DoctorVerb(terminal);
      case PLAN -> new PlanVerb(terminal);
      case APPLY -> new ApplyVerb(terminal);
      case KUBECONFIG -> new KubeconfigVerb(terminal);
      case HISTORY -> new HistoryVerb(terminal);
      case DIFF -> new DiffVerb(terminal);
      case ROLLBACK -> new RollbackVerb(terminal);
      case STATUS -> new StatusVerb(terminal);
      case WAIT -> new WaitVerb(terminal);
      case TIMELINE -> new TimelineVerb(terminal);
      case LOGS -> new LogsVerb(terminal);
      case REBOOT -> new RebootVerb(terminal);
      case RECOVER -> new RecoverVerb(terminal);
      case REBUILD_AND_RESTART -> new RestartVerb(terminal);
      case UPGRADE -> new UpgradeVerb(terminal);
      case SERVE -> new ServeVerb(terminal);
      case LAB -> new LabVerb(terminal);
      case BENCH -> new BenchVerb(terminal);
      case SIMULATE -> new SimulateVerb(terminal);
      case COMPLETION -> new CompletionVerb(terminal);
    };
  }
}
