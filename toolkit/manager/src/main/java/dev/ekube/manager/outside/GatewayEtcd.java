package dev.ekube.manager.outside;

import dev.ekube.etcd.gateway.Answer;
import dev.ekube.etcd.gateway.Endpoints;
import dev.ekube.etcd.gateway.EtcdGateway;
import dev.ekube.etcd.gateway.Member;
import dev.ekube.etcd.gateway.MemberStatus;
import dev.ekube.etcd.snapshot.SnapshotCheck;
import dev.ekube.etcd.snapshot.Verdict;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.arbiter.EtcdChange;
import dev.ekube.machine.arbiter.EtcdMember;
import dev.ekube.machine.arbiter.EtcdMemory;
import dev.ekube.machine.arbiter.EtcdView;
import dev.ekube.manager.port.Etcd;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** etcd over the HTTP gateway of its members; one second for each call. */
final class GatewayEtcd implements Etcd {
  private static final Duration STALL = Duration.ofSeconds(5);

  private final EtcdGateway gateway;
  private final Supplier<List<URI>> urls;
  private Optional<Endpoints> endpoints = Optional.empty();
  private List<URI> known = List.of();

  /** {@code urls} are those of the control nodes, as cluster.yaml has them now. */
  GatewayEtcd(EtcdGateway gateway, Supplier<List<URI>> urls) {
    this.gateway = gateway;
    this.urls = urls;
  }

  @Override
  public EtcdView look(int epoch) throws InterruptedException {
    Answer<List<Member>> listed = first(gateway::members);
    return switch (listed) {
      case Answer.Ok<List<Member>> ok -> view(epoch, ok.value());
      case Answer.Refused<List<Member>> refused -> remembered(epoch, refused.words());
      case Answer.Unreachable<List<Member>> silent -> remembered(epoch, silent.why());
    };
  }

  /** Nobody with a quorum answers: what every single member has in its own list. */
  private EtcdView remembered(int epoch, String trouble) throws InterruptedException {
    List<EtcdMemory> memories = new ArrayList<>();
    for (Optional<EtcdMemory> memory : Together.all(urls.get(), this::memory)) {
      memory.ifPresent(memories::add);
    }
    return EtcdView.remembering(epoch, 0, memories, trouble);
  }

  private Optional<EtcdMemory> memory(URI url) {
    if (gateway.status(url) instanceof Answer.Ok<MemberStatus> status
        && gateway.membersKnownTo(url) instanceof Answer.Ok<List<Member>> list) {
      List<EtcdMember> members = list.value().stream().map(m -> line(m, false, false)).toList();
      return Optional.of(new EtcdMemory(new MemberId(status.value().member()), members));
    }
    return Optional.empty();
  }

  /** Endpoints are tried in turn, the last good one first; one look or change at a time. */
  private synchronized <T> Answer<T> first(Function<URI, Answer<T>> call) {
    List<URI> now = urls.get();
    if (endpoints.isEmpty() || !now.equals(known)) {
      known = now;
      endpoints = Optional.of(new Endpoints(now));
    }
    return endpoints.get().first(call);
  }

  /** All members are asked at once: a look takes as long as the slowest, one second at most. */
  private EtcdView view(int epoch, List<Member> members) throws InterruptedException {
    List<EtcdMember> seen = new ArrayList<>();
    Optional<MemberId> leader = Optional.empty();
    List<Optional<MemberStatus>> statuses = Together.all(members, this::status);
    for (int i = 0; i < members.size(); i++) {
      Optional<MemberStatus> status = statuses.get(i);
      if (status.isPresent() && status.get().leader() != 0) {
        leader = Optional.of(new MemberId(status.get().leader()));
      }
      boolean healthy = status.filter(s -> s.leader() != 0 && s.errors().isEmpty()).isPresent();
      seen.add(line(members.get(i), status.isPresent(), healthy));
    }
    return new EtcdView(epoch, 0, leader, seen, "");
  }

  private static EtcdMember line(Member member, boolean answers, boolean healthy) {
    return new EtcdMember(
        new MemberId(member.id()),
        member.name(),
        member.peerUrls().isEmpty() ? "" : member.peerUrls().getFirst(),
        member.learner(),
        answers,
        healthy);
  }

  /** A member answers only as itself: another one behind its address is somebody else. */
  private Optional<MemberStatus> status(Member member) {
    if (member.clientUrls().isEmpty()) {
      return Optional.empty();
    }
    Answer<MemberStatus> answer = gateway.status(URI.create(member.clientUrls().getFirst()));
    return answer instanceof Answer.Ok<MemberStatus> ok && ok.value().member() == member.id()
        ? Optional.of(ok.value())
        : Optional.empty();
  }

  @Override
  public EtcdChange.Outcome change(EtcdChange change) {
    return switch (change) {
      case EtcdChange.Remove remove -> {
        long id = remove.member().value();
        yield outcome(first(url -> gateway.remove(url, id)), all -> remove.member());
      }
      case EtcdChange.AddLearner add ->
          outcome(
              first(url -> gateway.addLearner(url, add.peerUrl())),
              added -> new MemberId(added.member().id()));
      case EtcdChange.Promote promote -> {
        long id = promote.member().value();
        yield outcome(first(url -> gateway.promote(url, id)), all -> promote.member());
      }
    };
  }

  private static <T> EtcdChange.Outcome outcome(Answer<T> answer, Function<T, MemberId> member) {
    return switch (answer) {
      case Answer.Ok<T> ok -> new EtcdChange.Outcome.Done(member.apply(ok.value()));
      case Answer.Refused<T> refused -> new EtcdChange.Outcome.Refused(refused.words());
      case Answer.Unreachable<T> silent -> new EtcdChange.Outcome.Unknown(silent.why());
    };
  }

  @Override
  public Snapshot save(int epoch, Path file) throws IOException {
    Answer<MemberStatus> before = first(gateway::status);
    if (!(before instanceof Answer.Ok<MemberStatus> status)) {
      throw new IOException("no member answers");
    }
    // The same member: another one may be behind the index that this one named.
    Answer<Long> saved = gateway.snapshot(next(), file, STALL, (done, left) -> {});
    return switch (saved) {
      case Answer.Ok<Long> ok -> new Snapshot(verify(file), status.value().raftAppliedIndex());
      case Answer.Refused<Long> refused -> throw new IOException(refused.words());
      case Answer.Unreachable<Long> silent -> throw new IOException(silent.why());
    };
  }

  private synchronized URI next() throws IOException {
    return endpoints.orElseThrow(() -> new IOException("no endpoint is known")).next();
  }

  @Override
  public long verify(Path file) throws IOException {
    return switch (SnapshotCheck.verify(file)) {
      case Verdict.Sound sound -> sound.revision();
      case Verdict.Rejected rejected -> throw new IOException("snapshot: " + rejected.detail());
    };
  }
}
