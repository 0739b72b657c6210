/**
 * yum repositories: their metadata, checked by digest and, where there is one, by signature, and
 * their packages, which are fetched by digest alone.
 */
package dev.ekube.rpm.repo;
