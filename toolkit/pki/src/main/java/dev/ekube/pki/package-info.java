/**
 * Certificate authorities of a cluster and what they sign: kept on the manager, never on a node.
 */
package dev.ekube.pki;
