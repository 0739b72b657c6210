package dev.ekube.cli.boot;

import dev.ekube.model.NodeName;
import java.util.List;

/** Something that can make nodes boot. Not promised: that they have when it returns. */
interface Power {
  /** How it does that, for a sentence: {@code through ssh}. */
  String words();

  /** Makes all of them boot anew, at the same time; a node that cannot be told is an exception. */
  void reboot(List<NodeName> nodes);

  /**
   * Makes nodes boot that nobody hears of, and gives those that a person must switch on. One that
   * is on its way already may be left alone.
   */
  List<NodeName> wake(List<NodeName> silent);
}
