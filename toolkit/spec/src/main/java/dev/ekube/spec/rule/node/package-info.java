/** Nodes, their addresses and what they refer to. */
package dev.ekube.spec.rule.node;
