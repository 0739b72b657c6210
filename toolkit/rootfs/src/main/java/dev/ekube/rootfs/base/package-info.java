/** Where a root file system comes from. */
package dev.ekube.rootfs.base;
