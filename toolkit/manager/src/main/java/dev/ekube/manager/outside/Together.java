package dev.ekube.manager.outside;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Several calls at once, each with a limit of its own. */
final class Together {
  private Together() {}

  /** The answers, in the order of the questions; it takes as long as the slowest call. */
  static <Q, A> List<A> all(List<Q> questions, Function<Q, A> call) throws InterruptedException {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<A>> under = new ArrayList<>();
      questions.forEach(question -> under.add(each.submit(() -> call.apply(question))));
      List<A> answers = new ArrayList<>();
      for (Future<A> future : under) {
        answers.add(future.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call that never fails has failed", e.getCause());
    }
  }
}
