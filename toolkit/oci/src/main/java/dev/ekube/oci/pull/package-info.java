/** Resolving names to digests, and fetching what the digests name into the store. */
package dev.ekube.oci.pull;
