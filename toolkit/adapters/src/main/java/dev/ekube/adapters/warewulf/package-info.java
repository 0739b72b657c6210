/**
 * Warewulf 4.5, 4.6 and 4.7 behind one port. {@link Generation} holds all that differs; nodes.conf
 * is read here and written by wwctl in a stage, then put in place with one rename.
 */
package dev.ekube.adapters.warewulf;
