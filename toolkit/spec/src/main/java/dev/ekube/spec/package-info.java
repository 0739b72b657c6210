/**
 * Reads cluster.yaml: bytes to a {@link dev.ekube.model.Cluster}, or to every problem that the file
 * has, at once. No I/O here: the caller hands in the bytes and a {@link dev.ekube.spec.Sources} for
 * files that the YAML names.
 */
package dev.ekube.spec;
