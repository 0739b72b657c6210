package dev.ekube.agent.link;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Opens sockets to the manager from a port that only root may use: it tells the manager that root
 * of that address asks, and not any pod or user.
 */
final class Door {
  private static final int HIGHEST = 1023;
  private static final int LOWEST = 600;
  private static final int PATIENCE = 3_000;

  private final InetSocketAddress manager;
  private int next = HIGHEST;

  Door(InetSocketAddress manager) {
    this.manager = manager;
  }

  InetSocketAddress manager() {
    return manager;
  }

  /**
   * A connected socket. A port that is taken, be it by a connection that has just ended, is passed
   * over; without the right to such ports any other is taken, and the manager decides.
   */
  Socket open() throws IOException {
    for (int tries = HIGHEST - LOWEST; tries > 0; tries--) {
      Socket socket = new Socket();
      try {
        int port = next;
        next = next == LOWEST ? HIGHEST : next - 1;
        if (!bind(socket, port)) {
          socket.close();
          continue;
        }
        return connect(socket);
      } catch (BindException e) {
        // The same two ends are still known to the system as a connection that has ended.
        socket.close();
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }
    throw new BindException("no port between " + LOWEST + " and " + HIGHEST + " is free");
  }

  private static boolean bind(Socket socket, int port) throws IOException {
    InetAddress any = InetAddress.getByAddress(new byte[] {0, 0, 0, 0});
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(any, port));
      return true;
    } catch (BindException e) {
      if (String.valueOf(e.getMessage()).contains("ermission")) {
        socket.bind(new InetSocketAddress(any, 0));
        return true;
      }
      return false;
    }
  }

  private Socket connect(Socket socket) throws IOException {
    socket.connect(manager, PATIENCE);
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    return socket;
  }
}
