/** Tests of the repository itself: arrows, sizes, words, docs, and the launcher. */
package dev.ekube.house;
