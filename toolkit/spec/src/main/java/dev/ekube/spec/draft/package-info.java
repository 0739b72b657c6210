/**
 * A cluster.yaml as far as it could be read: every part may be missing, and every value knows its
 * place. Rules look at drafts; only a draft without errors becomes a {@link
 * dev.ekube.model.Cluster}.
 */
package dev.ekube.spec.draft;
