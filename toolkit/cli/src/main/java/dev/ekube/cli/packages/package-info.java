/** Packages of node images: chosen from repositories and pinned. */
package dev.ekube.cli.packages;
