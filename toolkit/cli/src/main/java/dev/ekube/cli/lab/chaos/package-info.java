/** {@code ekube lab chaos}: what can happen to a cluster happens to a lab. */
package dev.ekube.cli.lab.chaos;
