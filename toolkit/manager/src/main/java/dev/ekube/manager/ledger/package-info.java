/** The arbiter's ledger on disk. */
package dev.ekube.manager.ledger;
