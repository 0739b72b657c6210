/** The store as a read-only registry, so that containerd can use it as a mirror. */
package dev.ekube.oci.serve;
