/** Packages of RPM as files of a root file system. */
package dev.ekube.image.pack;
