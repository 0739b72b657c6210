/**
 * The write-ahead log of a stopped etcd 3.5 member: how far it reaches, and how to seal it so that
 * {@code etcd --force-new-cluster} keeps all of it. Stands on the JDK alone, because the nodes'
 * agent uses it.
 */
package dev.ekube.wal;
