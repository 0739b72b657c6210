/** The ports made real: etcd over its gateway, Kubernetes over its API. */
package dev.ekube.manager.outside;
