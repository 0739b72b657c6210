/** {@code ekube image}: node images. */
package dev.ekube.cli.node;
