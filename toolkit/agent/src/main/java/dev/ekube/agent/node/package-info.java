/** The node itself: its files, its programs, its clock. */
package dev.ekube.agent.node;
