package dev.ekube.manager.page;

import java.util.Optional;

/** What pages can show. */
interface Feeds {
  /** The feed of that cluster; an empty name means the first; empty when there is no such one. */
  Optional<Feed> of(String cluster);
}
