/** Tar streams, header by header, with extended attributes as the bytes that they are. */
package dev.ekube.rootfs.tar;
