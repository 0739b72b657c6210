/**
 * Stand-ins for what ekube meets on a manager: a Warewulf, an archive and a builder of node images
 * that live in one folder and this process. They are tried against the real wwctl by one contract
 * suite, and say in their files that they are stand-ins.
 */
package dev.ekube.sandbox;
