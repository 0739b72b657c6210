package dev.ekube.model;

import java.util.Optional;

/**
 * How a node's power is switched. The password has no place here: it stays in Warewulf's default
 * profile or on the node's own entry, where ekube leaves it alone.
 */
public record Ipmi(Ipv4 address, Optional<String> userName, Optional<String> driver) {}
