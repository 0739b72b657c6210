/**
 * A model of etcd that is true to what its membership allows and forbids. It leaves out messages: a
 * vote is one instant, and so is a round of the leader, but a follower may miss any round, and the
 * leader may fall between an entry's append and its first round. docs/simulator.md names the test
 * against the real etcd for every rule.
 */
package dev.ekube.sim.etcd;
