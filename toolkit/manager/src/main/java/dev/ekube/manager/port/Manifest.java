package dev.ekube.manager.port;

/**
 * A manifest that cluster.yaml names.
 *
 * @param path as cluster.yaml names it
 * @param text YAML documents, each an object of the API
 */
public record Manifest(String path, String text) {}
