/** What the agent asks of its machine: each a seam that tests put a fake into. */
package dev.ekube.agent.port;
