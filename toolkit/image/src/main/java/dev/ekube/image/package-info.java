/** Node images: a base, packages of RPM, files and links put together, and written as one tar. */
package dev.ekube.image;
