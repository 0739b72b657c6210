/**
 * From a Cluster to the files that reach its nodes, in memory. Reads nothing but the templates and
 * manifests that the build packs into this room's jar.
 */
package dev.ekube.render;
