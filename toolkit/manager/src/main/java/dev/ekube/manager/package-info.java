/** The service on the manager: it holds the journal, hears the nodes, and does what is decided. */
package dev.ekube.manager;
