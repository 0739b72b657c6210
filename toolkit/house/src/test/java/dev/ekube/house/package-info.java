/** Tests of the repository itself. */
package dev.ekube.house;
