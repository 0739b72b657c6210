/**
 * The shape of cluster.yaml, said once: what the reader takes, the JSON Schema and the reference
 * page all come from {@link dev.ekube.spec.schema.ClusterShape}.
 */
package dev.ekube.spec.schema;
