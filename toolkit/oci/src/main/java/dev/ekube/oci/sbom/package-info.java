/** What an archive holds, as a bill of materials that other tools read. */
package dev.ekube.oci.sbom;
