package dev.ekube.render;

import dev.ekube.model.Ipv4;

/**
 * What Warewulf knows of the manager when it builds an overlay: {@code .BuildHost} and {@code
 * .Ipaddr} of its templates.
 */
public record ManagerFacts(String buildHost, Ipv4 address) {}
