/** What the service asks of the world outside: etcd and Kubernetes on the nodes. */
package dev.ekube.manager.port;
