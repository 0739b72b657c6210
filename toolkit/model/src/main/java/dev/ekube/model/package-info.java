/**
 * The words of a cluster. Every record here refuses a bad value in its constructor, so whoever
 * holds one need not check it again. No I/O, no clock, no thread.
 */
package dev.ekube.model;
