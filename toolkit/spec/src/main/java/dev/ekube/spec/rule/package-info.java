/**
 * The rules that a cluster.yaml must keep, one class each, with the words that a user sees when one
 * is broken. {@link dev.ekube.spec.rule.Rules} lists them all.
 */
package dev.ekube.spec.rule;
