package dev.ekube.lab.host;

/** What is plugged into the lab's network on this machine. */
public interface Cables {
  /**
   * Lets everything through between a device of this machine and the network, or nothing at all.
   *
   * @param index of the device, which is the other end of a node's
   * @param bridge the network's device
   */
  void plug(int index, String bridge, boolean plugged);
}
