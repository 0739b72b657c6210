/** What the service says while it runs. */
package dev.ekube.manager.log;
