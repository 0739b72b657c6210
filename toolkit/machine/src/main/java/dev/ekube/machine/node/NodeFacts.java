package dev.ekube.machine.node;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;

/** What an agent knows of its node at its start. */
public record NodeFacts(NodeName node, Role role, Incarnation incarnation, Data data) {}
