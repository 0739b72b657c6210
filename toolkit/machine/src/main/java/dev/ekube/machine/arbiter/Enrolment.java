package dev.ekube.machine.arbiter;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;

/**
 * The boot for which a node was let in last.
 *
 * @param key SHA-256 of the public key that was certified
 * @param data what the node held when it enrolled: for a newer boot with nothing, the proof that
 *     the data of the boot before is gone (rule R4)
 */
public record Enrolment(Incarnation incarnation, String key, Data data) {}
