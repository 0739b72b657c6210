/**
 * Watching nodes become a cluster: what each does, how long that took when it was measured last,
 * and what is left of it.
 */
package dev.ekube.cli.forming;
