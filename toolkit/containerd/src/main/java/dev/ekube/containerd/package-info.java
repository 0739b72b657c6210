/**
 * The folder that containerd keeps its images in, made without containerd: databases, content and
 * unpacked layers as one tree of files.
 */
package dev.ekube.containerd;
