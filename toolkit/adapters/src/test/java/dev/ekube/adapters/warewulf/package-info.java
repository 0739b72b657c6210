/** Tests of the Warewulf adapter that need no wwctl; the others stand in room sandbox. */
package dev.ekube.adapters.warewulf;
