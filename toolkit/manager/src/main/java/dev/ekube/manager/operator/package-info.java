/** The operator's side: questions over a Unix socket. */
package dev.ekube.manager.operator;
