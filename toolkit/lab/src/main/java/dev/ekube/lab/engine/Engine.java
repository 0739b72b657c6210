package dev.ekube.lab.engine;

/**
 * A container engine on this machine. Whatever it cannot do is a {@link
 * dev.ekube.apply.port.PortException} in words.
 */
public interface Engine extends AutoCloseable {
  /** What it is, such as {@code Docker 28.1}. */
  String name();

  Containers containers();

  Networks networks();

  RootImages images();

  @Override
  void close();
}
