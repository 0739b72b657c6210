/** Tasks with the real programs. */
package dev.ekube.agent.task;
