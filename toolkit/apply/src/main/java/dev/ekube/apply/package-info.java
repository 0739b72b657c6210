/** Runs a Plan, step by step, through the ports of {@code dev.ekube.apply.port}. */
package dev.ekube.apply;
