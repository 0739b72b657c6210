package dev.ekube.lab.chaos;

/** What the rules of safety promise of acknowledged writes after something has happened. */
public enum Promise {
  /** A quorum keeps its data all the time: nothing may be lost. */
  ALL("nothing may be lost"),
  /** R5: the quorum's data is gone, one holder is left: whatever that one held is kept. */
  SURVIVOR("kept is what the survivor holds"),
  /** R6: all data is gone: whatever the newest snapshot held is kept. */
  SNAPSHOT("kept is what the newest snapshot holds");

  private final String words;

  Promise(String words) {
    this.words = words;
  }

  /** What may be lost, in words. */
  public String words() {
    return words;
  }
}
