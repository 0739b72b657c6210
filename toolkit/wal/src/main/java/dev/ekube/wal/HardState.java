package dev.ekube.wal;

/**
 * What a raft member must not forget: its term, whom it voted for in it (0 for nobody), and the
 * index up to which it knows entries to be committed. All three are unsigned 64-bit numbers.
 */
public record HardState(long term, long vote, long commit) {
  /** The state of a member that has not taken part in anything yet. */
  public static final HardState EMPTY = new HardState(0, 0, 0);

  /**
   * The state that counts the whole log as committed. A log may end in entries of a term that its
   * state has not reached, because etcd writes entries first and a cut may fall between the two;
   * the vote belongs to the older term then.
   */
  HardState sealing(Position last) {
    boolean reached = Long.compareUnsigned(term, last.term()) >= 0;
    return new HardState(reached ? term : last.term(), reached ? vote : 0, last.index());
  }

  @Override
  public String toString() {
    return "term %s vote %s commit %s"
        .formatted(
            Long.toUnsignedString(term), Long.toHexString(vote), Long.toUnsignedString(commit));
  }
}
