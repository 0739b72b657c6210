/** Writes a first cluster.yaml from a few answers, or from nodes that Warewulf knows already. */
package dev.ekube.spec.init;
