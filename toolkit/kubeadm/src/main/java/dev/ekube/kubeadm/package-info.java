/**
 * A {@link dev.ekube.model.Cluster} to the certificates, static pod manifests, kubeconfigs and API
 * objects of a cluster that kubeadm 1.32 could have made and can maintain. Pure: nothing here
 * touches a file, a key or a clock.
 */
package dev.ekube.kubeadm;
