/** Networks, the endpoint and the manager. */
package dev.ekube.spec.rule.network;
