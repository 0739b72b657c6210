/** Images for tests, made by code: small, of several platforms, kinds and packings. */
package dev.ekube.oci.madeup;
