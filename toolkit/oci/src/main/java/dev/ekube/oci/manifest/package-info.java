/** Manifests and indexes: read from their bytes, never written again. */
package dev.ekube.oci.manifest;
