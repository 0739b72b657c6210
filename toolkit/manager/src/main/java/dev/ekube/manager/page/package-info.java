/** The cluster in a browser: one page that can only be read, and the events that keep it live. */
package dev.ekube.manager.page;
