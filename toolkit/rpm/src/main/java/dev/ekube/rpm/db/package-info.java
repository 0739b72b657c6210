/** The database of installed packages, as rpm keeps it since version 4.16: one file of SQLite. */
package dev.ekube.rpm.db;
