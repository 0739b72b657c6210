package dev.ekube.rpm.header;

/**
 * One line of a header's index, checked: its values lie within the data.
 *
 * @param start where its first value begins in the blob
 * @param end behind its last value
 */
record Entry(int tag, TagType type, int count, int start, int end) {}
