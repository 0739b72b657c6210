/**
 * What agents, manager and operators say to each other, as bytes: frames of strict JSON, and blobs
 * in chunks between them. Agent and manager are sometimes of different versions, hence one rule for
 * all documents: unknown fields are ignored, so that a newer speaker may add some; an unknown type,
 * another version, a missing field or a value that cannot be is refused, and ends the connection.
 */
package dev.ekube.wire;
