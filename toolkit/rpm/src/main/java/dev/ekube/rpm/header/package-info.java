/** The header structure of RPM, which packages, their signatures and the database share. */
package dev.ekube.rpm.header;
