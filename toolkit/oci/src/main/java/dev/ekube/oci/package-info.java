/**
 * Container images as bytes: what registries serve is kept, checked and handed on exactly as it
 * came. Knows image names, digests, manifests and blobs, and nothing of clusters.
 */
package dev.ekube.oci;
