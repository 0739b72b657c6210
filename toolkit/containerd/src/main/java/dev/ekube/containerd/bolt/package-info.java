/** Databases of bbolt, the key-value store in one file that containerd and etcd use: writing. */
package dev.ekube.containerd.bolt;
