/** Rules about what node images consist of. */
package dev.ekube.spec.rule.image;
