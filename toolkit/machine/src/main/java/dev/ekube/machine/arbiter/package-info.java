/**
 * The arbiter: which epoch of etcd lives, who may start it and how, and who is let in. All of it is
 * one pure function; what must outlive the manager's power is a {@link
 * dev.ekube.machine.arbiter.LedgerEntry} that is on disk before anything follows from it.
 */
package dev.ekube.machine.arbiter;
