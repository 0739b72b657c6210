package dev.ekube.image.build;

import dev.ekube.rpm.RpmPackage;

/**
 * A package whose signature and digests have been checked.
 *
 * @param sha256 of the whole file, in hex
 */
public record VerifiedPackage(RpmPackage rpm, String sha256) {}
