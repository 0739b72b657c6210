/** Packages made for tests: by rpmbuild where it is there, and by code of our own. */
package dev.ekube.rpm.madeup;
