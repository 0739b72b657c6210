/**
 * A seeded world in virtual time around the two state machines. {@code kernel} is time, chance,
 * network and trace; {@code etcd} a model of etcd's membership; {@code world} the manager, its disk
 * and the nodes; {@code rule} what must hold after every event; {@code run} seeds and stories.
 */
package dev.ekube.sim;
