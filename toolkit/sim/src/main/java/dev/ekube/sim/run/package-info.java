/** Whole runs: by seed, with faults chosen by chance, and by story, with faults chosen by hand. */
package dev.ekube.sim.run;
