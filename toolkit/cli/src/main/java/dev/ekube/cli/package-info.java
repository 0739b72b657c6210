/** The command line: verbs, exit codes, and the wiring of the other rooms. */
package dev.ekube.cli;
