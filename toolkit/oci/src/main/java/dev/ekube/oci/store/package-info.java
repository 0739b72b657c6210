/**
 * The content-addressed store: a folder in the shape of an OCI image layout, whose blobs are whole
 * and right from the moment at which they can be seen.
 */
package dev.ekube.oci.store;
