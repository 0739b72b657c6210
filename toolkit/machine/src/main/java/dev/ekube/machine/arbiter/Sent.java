package dev.ekube.machine.arbiter;

import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;

/** The order that was last sent over a node's present connection. */
public record Sent(OrderId id, Order order) {}
