/**
 * Whether a snapshot file is whole and how far it reaches, found out without etcd's own tools and
 * safely with any file at all.
 */
package dev.ekube.etcd.snapshot;
