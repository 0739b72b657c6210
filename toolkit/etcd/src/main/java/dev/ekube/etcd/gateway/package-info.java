/**
 * A client of etcd 3.5 over its HTTP/JSON gateway. One call is one request to one endpoint; what is
 * expected to go wrong comes back as a value.
 */
package dev.ekube.etcd.gateway;
