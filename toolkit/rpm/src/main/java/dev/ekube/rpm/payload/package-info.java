/** What is in a package: cpio as rpm writes it, and the compressions around it. */
package dev.ekube.rpm.payload;
