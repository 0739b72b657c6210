/** How single texts are written. */
package dev.ekube.spec.rule.format;
