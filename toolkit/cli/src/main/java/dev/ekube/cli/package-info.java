/**
 * The command line. One class per verb in {@code verb}; {@code manager} wires the ports to a real
 * manager or to a sandbox; {@code output} turns values into text and JSON.
 */
package dev.ekube.cli;
