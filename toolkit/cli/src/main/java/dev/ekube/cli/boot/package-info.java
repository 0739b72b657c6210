/**
 * Verbs that make nodes boot. {@link dev.ekube.cli.boot.Bringup} is what follows an apply: only the
 * nodes that need it; {@link dev.ekube.cli.boot.Restart} reboots whatever it is told to. Who
 * reboots a node and who is asked about it are their ports.
 */
package dev.ekube.cli.boot;
