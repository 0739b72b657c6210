/** Tests of this room, and samples of every document for the rooms that speak them. */
package dev.ekube.wire;
