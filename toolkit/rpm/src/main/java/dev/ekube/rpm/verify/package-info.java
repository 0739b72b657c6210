/** Whether packages are whole, and by whom they are signed. */
package dev.ekube.rpm.verify;
