/** From what cluster.yaml says to the tar of a node image. */
package dev.ekube.image.build;
