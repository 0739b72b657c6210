package dev.ekube.agent;

import dev.ekube.agent.node.EtcdData;
import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Trouble;
import dev.ekube.agent.task.Tasks;
import dev.ekube.machine.Order;
import dev.ekube.machine.Task;
import dev.ekube.machine.node.NodeEffect;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Runs tasks, one at a time: a task that was given up ends before the next begins, so two never
 * work on the same files.
 */
final class Worker {
  private final Tasks tasks;
  private final EtcdData data;
  private final Consumer<Input> inputs;
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();

  private record Job(Deadline deadline, Runnable work) {}

  private Optional<Job> latest = Optional.empty();

  Worker(Tasks tasks, EtcdData data, Consumer<Input> inputs) {
    this.tasks = tasks;
    this.data = data;
    this.inputs = inputs;
    Thread thread = new Thread(this::work, "worker");
    thread.setDaemon(true);
    thread.start();
  }

  void begin(NodeEffect.Begin begin) {
    Deadline deadline = Deadline.in(begin.deadline());
    add(new Job(deadline, () -> run(begin.run(), begin.task(), begin.order(), deadline)));
  }

  /** Whatever runs or waits to run is given up; its result tells so, and nobody listens. */
  void abandon() {
    latest.ifPresent(job -> job.deadline().abandon());
  }

  /** Stops etcd and the API server whatever was ordered. */
  void stopAll() {
    abandon();
    Deadline deadline = Deadline.in(30_000);
    add(
        new Job(
            deadline,
            () -> {
              attempt(Task.STOP_CONTROL_PLANE, new Order.StandDown(0), deadline);
              inputs.accept(new Input.Stopped(data.look()));
            }));
  }

  /** Something small that must not be done while a task works on the same. */
  void then(Runnable work) {
    jobs.add(new Job(Deadline.in(0), work));
  }

  private void add(Job job) {
    latest = Optional.of(job);
    jobs.add(job);
  }

  private void run(long run, Task task, Order order, Deadline deadline) {
    Optional<String> trouble = attempt(task, order, deadline);
    inputs.accept(new Input.Ended(run, task, trouble, data.look()));
  }

  private Optional<String> attempt(Task task, Order order, Deadline deadline) {
    try {
      deadline.check(task.words());
      tasks.run(task, order, deadline);
      return Optional.empty();
    } catch (Trouble e) {
      return Optional.of(e.getMessage());
    }
  }

  private void work() {
    try {
      while (true) {
        jobs.take().work().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      inputs.accept(new Input.Broken(e));
    }
  }
}
