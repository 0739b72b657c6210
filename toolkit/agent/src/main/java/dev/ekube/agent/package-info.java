/**
 * The agent of a node: obeys the manager's orders as {@code machine} plans them, and reports. It
 * stands on JDK modules alone and is small, because the forming of the cluster waits for it.
 */
package dev.ekube.agent;
