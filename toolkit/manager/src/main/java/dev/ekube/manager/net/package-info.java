/** Many connections of nodes, each held to its limits so that none can harm another. */
package dev.ekube.manager.net;
