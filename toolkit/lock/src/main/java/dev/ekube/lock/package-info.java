/**
 * cluster.lock.yaml, which stands beside cluster.yaml and pins by digest all that is fetched. Text
 * and bytes come in and go out as values; files are the caller's business.
 */
package dev.ekube.lock;
