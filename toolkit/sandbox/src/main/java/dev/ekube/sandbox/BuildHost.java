package dev.ekube.sandbox;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine, as Warewulf's templates get it. */
final class BuildHost {
  private BuildHost() {}

  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
