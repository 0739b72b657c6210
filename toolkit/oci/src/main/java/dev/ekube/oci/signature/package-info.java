/** Signatures that registries keep beside images, checked against keys that the user gives. */
package dev.ekube.oci.signature;
