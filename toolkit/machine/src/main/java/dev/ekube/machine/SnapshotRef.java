package dev.ekube.machine;

/**
 * A verified etcd snapshot that the manager keeps.
 *
 * @param id its file's name on the manager
 * @param epoch the epoch whose data it holds
 * @param revision etcd's revision in it
 * @param index a raft index that it certainly covers: the applied index that its member named just
 *     before; 0 when unknown
 * @param sha256 lower-case hexadecimal, of the whole file
 * @param bytes the file's size
 */
public record SnapshotRef(
    String id, int epoch, long revision, long index, String sha256, long bytes) {}
