/** The client of registries: bytes as they were served, checked while they stream. */
package dev.ekube.oci.registry;
