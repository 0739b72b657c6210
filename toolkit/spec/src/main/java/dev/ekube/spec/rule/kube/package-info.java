/** Kubernetes, images and the rest. */
package dev.ekube.spec.rule.kube;
