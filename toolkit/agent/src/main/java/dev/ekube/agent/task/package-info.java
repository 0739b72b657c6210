/** The steps of which orders consist, made real; each can be cut anywhere and done again. */
package dev.ekube.agent.task;
