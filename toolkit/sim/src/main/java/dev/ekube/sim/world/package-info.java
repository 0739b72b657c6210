/**
 * The manager, its disk, the nodes and the wires between them: everything that executes the effects
 * of the two machines and answers them with events. What it does is told as {@link
 * dev.ekube.sim.world.Deed}s, so that rules can judge it.
 */
package dev.ekube.sim.world;
