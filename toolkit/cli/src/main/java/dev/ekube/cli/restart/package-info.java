/**
 * Rebuild and restart: what changed is built, then every node boots anew. {@link
 * dev.ekube.cli.restart.Restart} is the flow; who reboots a node and who is asked about it are its
 * ports.
 */
package dev.ekube.cli.restart;
