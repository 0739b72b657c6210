/** The agent against a manager over real TLS, with fakes for everything else of its machine. */
package dev.ekube.agent;
