/** Which packages must come to those that are there, for what is asked for to work. */
package dev.ekube.rpm.solve;
