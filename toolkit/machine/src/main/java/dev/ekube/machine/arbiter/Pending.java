package dev.ekube.machine.arbiter;

import java.util.Optional;

/**
 * What has been asked of the driver and when to ask again; times are 0 when there is none.
 *
 * @param begun when the manager started
 * @param lookSince when the look that is under way was begun
 * @param viewBegun when the look that the present view came from was begun
 * @param nextLook when to look again
 * @param change the change of membership under way
 * @param changeSince when it was begun
 * @param nextChange when the next one may be tried
 * @param quorumSince since when enough control nodes are there to found an epoch
 * @param snapshotSince when the snapshot under way was begun
 * @param nextSnapshot when the next one is due
 * @param lastSnapshot when the last one succeeded
 * @param objectsSince when applying the objects was begun
 * @param objectsEpoch the epoch whose objects have been applied
 * @param nextObjects when applying them may be tried again
 * @param adoptAnyway the operator has said so
 * @param unusedEpoch what the start found, see {@link Findings}
 * @param quorumSeen when a quorum was seen last, or began to be waited for
 * @param timerAt the timer that is set
 */
public record Pending(
    long begun,
    long lookSince,
    long viewBegun,
    long nextLook,
    Optional<EtcdChange> change,
    long changeSince,
    long nextChange,
    long quorumSince,
    long snapshotSince,
    long nextSnapshot,
    long lastSnapshot,
    long objectsSince,
    int objectsEpoch,
    long nextObjects,
    boolean adoptAnyway,
    int unusedEpoch,
    long quorumSeen,
    long timerAt) {}
