/** Credentials: where they are found, and how registries are answered when they ask for them. */
package dev.ekube.oci.registry.auth;
