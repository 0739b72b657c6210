/** What package scripts do to a system: users, units, alternatives. */
package dev.ekube.rootfs.system;
