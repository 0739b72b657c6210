/** What shells and {@code man} know of the verbs: made from the same commands that run. */
package dev.ekube.cli.shell;
