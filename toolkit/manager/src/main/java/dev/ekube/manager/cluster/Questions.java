package dev.ekube.manager.cluster;

import dev.ekube.machine.arbiter.ArbiterEffect;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.wire.AgentMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who waits for an answer of the arbiter or of a node. Safe for use by several threads. */
final class Questions {
  private final Map<Request, Deque<CompletableFuture<Optional<String>>>> requests = new HashMap<>();
  private final Map<Long, CompletableFuture<List<String>>> logs = new HashMap<>();
  private long asks;

  /** A number for a question about a log, and where its answer will be. */
  record LogAsk(long number, CompletableFuture<List<String>> answer) {}

  synchronized CompletableFuture<Optional<String>> ask(Request request) {
    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    requests.computeIfAbsent(request, r -> new ArrayDeque<>()).add(answer);
    return answer;
  }

  synchronized void answered(ArbiterEffect.Answer answer) {
    Optional.ofNullable(requests.get(answer.request()))
        .map(Deque::poll)
        .ifPresent(waiting -> waiting.complete(answer.refusal()));
    requests.values().removeIf(Deque::isEmpty);
  }

  synchronized LogAsk askLog() {
    LogAsk ask = new LogAsk(++asks, new CompletableFuture<>());
    logs.put(ask.number(), ask.answer());
    return ask;
  }

  synchronized void logged(AgentMessage.Log log) {
    Optional.ofNullable(logs.remove(log.ask())).ifPresent(waiting -> waiting.complete(log.lines()));
  }

  synchronized void forgetLog(LogAsk ask) {
    logs.remove(ask.number());
  }
}
