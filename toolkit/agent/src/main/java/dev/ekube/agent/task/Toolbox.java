package dev.ekube.agent.task;

import dev.ekube.agent.node.Bundle;
import dev.ekube.agent.node.EtcdData;
import dev.ekube.agent.node.Identity;
import dev.ekube.agent.node.Layout;
import dev.ekube.agent.port.Machine;
import dev.ekube.agent.port.Probes;
import dev.ekube.agent.port.Processes;
import dev.ekube.agent.port.Programs;
import dev.ekube.agent.port.Units;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;

/** What tasks work with. */
public record Toolbox(
    String cluster,
    NodeName node,
    Role role,
    Layout layout,
    Identity identity,
    Bundle bundle,
    EtcdData data,
    Units units,
    Programs programs,
    Processes processes,
    Probes probes,
    Machine machine) {}
