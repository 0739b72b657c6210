/** {@code ekube lock} and {@code ekube images}: what is pinned, fetched, archived and served. */
package dev.ekube.cli.images;
