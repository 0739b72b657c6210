/** What every world needs: virtual time, one source of chance, a network and a trace. */
package dev.ekube.sim.kernel;
