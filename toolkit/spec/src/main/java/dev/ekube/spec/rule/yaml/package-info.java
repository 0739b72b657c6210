/** What the bytes and the YAML must be. */
package dev.ekube.spec.rule.yaml;
