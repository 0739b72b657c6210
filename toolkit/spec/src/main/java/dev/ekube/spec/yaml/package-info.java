/**
 * YAML text to a tree with places. Scalars keep the text that the user wrote; what they mean is
 * decided where a meaning is wanted.
 */
package dev.ekube.spec.yaml;
