package dev.ekube.oci.archive;

import java.nio.file.Path;

/**
 * One archive that was written.
 *
 * @param bytes of the file
 * @param blobs in it
 * @param left blobs that it names but leaves out, because an older archive has them
 */
public record Exported(Path file, long bytes, int blobs, int left) {}
