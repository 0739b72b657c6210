/** Figures of the service for Prometheus. */
package dev.ekube.manager.metrics;
