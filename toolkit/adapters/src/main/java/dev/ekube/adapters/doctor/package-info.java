/**
 * {@code ekube doctor}: looks at a Warewulf manager before anything is changed. Every check is one
 * class that reads through {@link dev.ekube.adapters.doctor.Host} and changes nothing.
 */
package dev.ekube.adapters.doctor;
