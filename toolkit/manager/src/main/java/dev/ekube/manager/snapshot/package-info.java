/** Snapshots of etcd on the manager's disk. */
package dev.ekube.manager.snapshot;
