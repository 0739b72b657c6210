/** Overlay directories and the state directory's small files, written so that a cut harms none. */
package dev.ekube.adapters.files;
