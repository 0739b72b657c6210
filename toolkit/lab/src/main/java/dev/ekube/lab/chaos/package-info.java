/** What can happen to a cluster, as data, and the hands that do it to a lab. */
package dev.ekube.lab.chaos;
