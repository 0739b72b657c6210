/** From a cluster to containers and a network, as data. Pure. */
package dev.ekube.lab.plan;
