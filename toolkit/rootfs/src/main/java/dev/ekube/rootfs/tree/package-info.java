/** A root file system in memory: what lies at which path, and where its bytes are. */
package dev.ekube.rootfs.tree;
