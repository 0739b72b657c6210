/** The way from a YAML tree to a draft, and from a draft without errors to a cluster. */
package dev.ekube.spec.read;
