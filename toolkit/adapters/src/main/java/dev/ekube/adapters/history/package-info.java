/** Applied states in a git repository that JGit alone reads and writes. */
package dev.ekube.adapters.history;
