package dev.ekube.oci.registry.auth;

import java.io.IOException;
import java.util.Optional;

/** Finds the credentials for a registry. */
public interface Logins {
  /** No registry has credentials. */
  Logins NONE = registry -> Optional.empty();

  /** Those for a host, with its port where it has one; a broken login file is an exception. */
  Optional<Login> find(String registry) throws IOException;
}
