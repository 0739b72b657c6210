package dev.ekube.agent;

import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Programs;
import dev.ekube.agent.port.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Programs that only write down how they were called; {@code etcdutl} restores an empty member. */
final class FakePrograms implements Programs {
  final List<List<String>> calls = new CopyOnWriteArrayList<>();

  @Override
  public String run(List<String> command, Deadline deadline) throws Trouble {
    calls.add(List.copyOf(command));
    int folder = command.indexOf("--data-dir");
    if (command.contains("restore")) {
      Path member = Path.of(command.get(folder + 1)).resolve("member");
      try {
        Files.createDirectories(member.resolve("wal"));
        Files.createDirectories(member.resolve("snap"));
      } catch (IOException e) {
        throw new Trouble("fake etcdutl", e);
      }
    }
    return "";
  }

  @Override
  public Running start(List<String> command, Path log) throws Trouble {
    throw new Trouble("this fake starts nothing");
  }
}
