package dev.ekube.spec.draft;

import dev.ekube.model.Span;

/** A value and the place where it was written. */
public record Placed<T>(T value, Span place) {}
