/** One cluster of the manager: its driver, its nodes' connections, and what they are sent. */
package dev.ekube.manager.cluster;
