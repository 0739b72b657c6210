/** What the drawers of this room share: how a failure outside is told. */
package dev.ekube.adapters;
