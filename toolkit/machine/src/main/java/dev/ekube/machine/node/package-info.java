/**
 * The node's state machine. It decides nothing about the cluster: it obeys the newest order, one
 * task after the other, tries again what fails, and reports.
 */
package dev.ekube.machine.node;
