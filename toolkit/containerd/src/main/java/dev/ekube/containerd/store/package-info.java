/** What containerd's databases and folders hold of images, in its own words. */
package dev.ekube.containerd.store;
