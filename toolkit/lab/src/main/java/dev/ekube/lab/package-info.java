/** A cluster on one machine: nodes as containers whose first process is systemd, and a manager. */
package dev.ekube.lab;
