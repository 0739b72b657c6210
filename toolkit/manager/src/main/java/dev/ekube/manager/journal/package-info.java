/** The arbiter's memory: entries on disk that outlive a power cut. */
package dev.ekube.manager.journal;
