/**
 * Root file systems as bytes: layers merged without unpacking, changed, and written as one tar.
 * Nothing here knows of clusters, packages or container engines.
 */
package dev.ekube.rootfs;
