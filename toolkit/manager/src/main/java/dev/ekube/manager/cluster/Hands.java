package dev.ekube.manager.cluster;

import dev.ekube.machine.arbiter.ArbiterEffect;

/** Does what was decided. Never waits: what takes time goes on elsewhere and is answered later. */
interface Hands {
  /** Every effect but Append and SetTimer, which are the driver's own. */
  void perform(ArbiterEffect effect);
}
