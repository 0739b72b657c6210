package dev.ekube.apply;

import dev.ekube.apply.port.ImageArchive;
import dev.ekube.apply.port.NodeImages;
import dev.ekube.apply.port.Overlays;
import dev.ekube.apply.port.PendingBoots;
import dev.ekube.apply.port.Warewulf;

/** Everything outside that an apply reads or changes. */
public record Ports(
    Warewulf warewulf,
    Overlays overlays,
    ImageArchive archive,
    NodeImages nodeImages,
    PendingBoots pendingBoots) {}
