/**
 * {@code ekube bench}: how long a cluster takes to form, beside contenders in the same run. Rounds
 * are run in the lab; figures, CSV and plots are made of what was seen from outside.
 */
package dev.ekube.cli.bench;
