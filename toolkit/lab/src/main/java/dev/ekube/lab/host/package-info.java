/** What the lab has on the host itself: its folder, its manager's process, the host's networks. */
package dev.ekube.lab.host;
