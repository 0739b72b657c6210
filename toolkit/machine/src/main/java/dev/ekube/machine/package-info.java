/**
 * The words that the arbiter on the manager and the agents on the nodes share: what a node holds,
 * what it is ordered to do, and what it reports. The decisions themselves are in {@code arbiter}
 * and {@code node}: pure functions, to which time and randomness come with the event.
 */
package dev.ekube.machine;
