/** Registries and images made by hand, with every fault that a real one may have. */
package dev.ekube.oci.fake;
