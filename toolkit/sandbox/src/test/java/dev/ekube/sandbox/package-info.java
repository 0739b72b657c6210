/** Holds the stand-ins to the real programs, and the Warewulf adapter to both. */
package dev.ekube.sandbox;
