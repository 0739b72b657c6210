package dev.ekube.machine.arbiter;

import java.util.Optional;

/** The working copy of {@link Pending} during one step. */
final class Agenda {
  final long begun;
  long lookSince;
  long viewBegun;
  long nextLook;
  Optional<EtcdChange> change;
  long changeSince;
  long nextChange;
  long quorumSince;
  long snapshotSince;
  long nextSnapshot;
  long lastSnapshot;
  long objectsSince;
  int objectsEpoch;
  long nextObjects;
  boolean adoptAnyway;
  final int unusedEpoch;
  long quorumSeen;
  long timerAt;

  Agenda(Pending before) {
    begun = before.begun();
    lookSince = before.lookSince();
    viewBegun = before.viewBegun();
    nextLook = before.nextLook();
    change = before.change();
    changeSince = before.changeSince();
    nextChange = before.nextChange();
    quorumSince = before.quorumSince();
    snapshotSince = before.snapshotSince();
    nextSnapshot = before.nextSnapshot();
    lastSnapshot = before.lastSnapshot();
    objectsSince = before.objectsSince();
    objectsEpoch = before.objectsEpoch();
    nextObjects = before.nextObjects();
    adoptAnyway = before.adoptAnyway();
    unusedEpoch = before.unusedEpoch();
    quorumSeen = before.quorumSeen();
    timerAt = before.timerAt();
  }

  /** Nothing is under way; what is due is due from now on. */
  static Pending empty(long now, int unusedEpoch) {
    return new Pending(
        now,
        0,
        0,
        now,
        Optional.empty(),
        0,
        now,
        0,
        0,
        now,
        0,
        0,
        0,
        now,
        false,
        unusedEpoch,
        now,
        0);
  }

  Pending freeze() {
    return new Pending(
        begun,
        lookSince,
        viewBegun,
        nextLook,
        change,
        changeSince,
        nextChange,
        quorumSince,
        snapshotSince,
        nextSnapshot,
        lastSnapshot,
        objectsSince,
        objectsEpoch,
        nextObjects,
        adoptAnyway,
        unusedEpoch,
        quorumSeen,
        timerAt);
  }
}
