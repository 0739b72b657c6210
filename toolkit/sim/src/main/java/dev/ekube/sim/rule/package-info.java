/** What must hold in every world after every event: one small class per rule. */
package dev.ekube.sim.rule;
