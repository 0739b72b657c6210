/**
 * What apply needs from the world. Each port says what it does not promise; hand-made fakes stand
 * beside them in this room's test jar.
 */
package dev.ekube.apply.port;
