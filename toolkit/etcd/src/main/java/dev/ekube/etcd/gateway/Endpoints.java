package dev.ekube.etcd.gateway;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The members of one cluster as endpoints, tried in turn from the last good one on. Made for one
 * thread.
 */
public final class Endpoints {
  private final List<URI> endpoints;
  private int good;

  /** At least one endpoint. */
  public Endpoints(List<URI> endpoints) {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("no endpoints to try");
    }
    this.endpoints = List.copyOf(endpoints);
  }

  /**
   * Makes the call at one endpoint after the other until a member answers, each at most once. A
   * member that cannot serve right now (gRPC's unavailable) is passed over too; any other refusal
   * is an answer. When none answers, the last one's answer is returned, a refusal before a silence.
   *
   * <p>A call that went unanswered may have taken effect, so a change is asked for again only where
   * doing it twice is harmless: adding a member twice is refused by its URL, removing it by its id.
   */
  public <T> Answer<T> first(Function<URI, Answer<T>> call) {
    List<Answer<T>> refusals = new ArrayList<>();
    Answer<T> silence = new Answer.Unreachable<>("no endpoint was tried");
    int from = good;
    for (int i = 0; i < endpoints.size(); i++) {
      int at = (from + i) % endpoints.size();
      Answer<T> answer = call.apply(endpoints.get(at));
      if (answer instanceof Answer.Unreachable<T>) {
        silence = answer;
      } else if (answer instanceof Answer.Refused<T>(int code, String words)
          && code == Answer.Refused.UNAVAILABLE) {
        refusals.add(answer);
      } else {
        good = at;
        return answer;
      }
    }
    return refusals.isEmpty() ? silence : refusals.getLast();
  }

  /** The endpoint that the next call begins with. */
  public URI next() {
    return endpoints.get(good);
  }
}
