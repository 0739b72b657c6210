package dev.ekube.etcd.gateway;

/** The value of a key, and the revision that wrote it. */
public record KeyValue(String value, long modRevision) {}
