/** What stands where: keys, kinds of values, words and numbers. */
package dev.ekube.spec.rule.shape;
