/**
 * The archive: one tar that containerd, Docker, Podman, skopeo and Warewulf take, made from the
 * store byte for byte, put back into a store, and verified.
 */
package dev.ekube.oci.archive;
