/** The one connection to the manager: TLS 1.3, pinned, and mutual once the node is let in. */
package dev.ekube.agent.link;
