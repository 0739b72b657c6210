/**
 * Cluster x Observed to a Plan. A plan is data: {@code ekube plan} prints the very list of steps
 * that {@code ekube apply} runs.
 */
package dev.ekube.plan;
