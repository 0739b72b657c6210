/** {@code ekube lab}: a cluster.yaml on one machine, with nodes as containers. */
package dev.ekube.cli.lab;
