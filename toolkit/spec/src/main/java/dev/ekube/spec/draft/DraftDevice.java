package dev.ekube.spec.draft;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import dev.ekube.model.MacAddress;
import dev.ekube.model.Span;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A further network device of a node.
 *
 * @param macExpected a MAC or a file of MACs was written, good or not
 * @param networkSpoiled a network was written, but it was none
 */
public record DraftDevice(
    Span place,
    Optional<Placed<String>> name,
    Optional<Placed<String>> device,
    Optional<Placed<String>> type,
    boolean macExpected,
    Optional<Placed<MacAddress>> mac,
    Optional<Placed<Ipv4>> address,
    Optional<Placed<Cidr>> network,
    boolean networkSpoiled,
    Optional<Placed<Ipv4>> gateway,
    Optional<Placed<Integer>> mtu,
    SortedMap<String, Placed<String>> tags) {}
