/** Looking at images that are built: verification, differences, sizes. */
package dev.ekube.image.look;
