package dev.ekube.oci.pull;

/**
 * What a pull came to.
 *
 * @param blobs of all images, each once, with manifests and indexes
 * @param bytes of these
 * @param fetched blobs that were not there before
 * @param fetchedBytes their size; what an earlier pull had left of them counts too
 */
public record PullReport(int blobs, long bytes, int fetched, long fetchedBytes) {}
