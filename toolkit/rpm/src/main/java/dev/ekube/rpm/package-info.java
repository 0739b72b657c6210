/**
 * RPM packages as bytes: what is in them, whether they are whole and by whom they are signed, and
 * the database of installed packages. Knows nothing of clusters. What a package says is taken for
 * hostile until it is verified: every length and offset is checked, and what is wrong is a {@link
 * dev.ekube.rpm.header.BadRpmException}.
 */
package dev.ekube.rpm;
