/** What node images are made of, as cluster.yaml says it. */
package dev.ekube.model.node;
