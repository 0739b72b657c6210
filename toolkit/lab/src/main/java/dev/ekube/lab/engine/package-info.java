/** The container engine: what is asked of it, and Docker or Podman that answers. */
package dev.ekube.lab.engine;
