package dev.ekube.rpm.header;

/** The tags of a package's signature header (rpm's rpmSigTag_e), numbers of its own meaning. */
public enum SignatureTag implements Key {
  /** With a DSA, ECDSA or EdDSA key over the header. */
  DSA(267, Kind.BIN),
  /** With an RSA key over the header. */
  RSA(268, Kind.BIN),
  /** Of the header, in hex; long broken, so it proves nothing. */
  SHA1(269, Kind.TEXT),
  /** Of header and payload, where 32 bits do not hold it. */
  LONG_SIZE(270, Kind.LONG),
  /** Of the payload unpacked, where 32 bits do not hold it. */
  LONG_ARCHIVE_SIZE(271, Kind.LONG),
  /** Of the header, in hex. */
  SHA256(273, Kind.TEXT),
  /** Of files, for the integrity measurement of the kernel. */
  FILE_SIGNATURES(274, Kind.TEXTS),
  /** How long each of them is. */
  FILE_SIGNATURE_LENGTH(275, Kind.INT),
  /** Of files, for fs-verity. */
  VERITY_SIGNATURES(276, Kind.TEXTS),
  /** By which algorithm they are. */
  VERITY_SIGNATURE_ALGORITHM(277, Kind.INT),
  /** Of header and payload. */
  SIZE(1000, Kind.INT),
  /** Over header and payload; older than version 4 of rpm. */
  PGP(1002, Kind.BIN),
  /** Of header and payload; long broken, so it proves nothing. */
  MD5(1004, Kind.BIN),
  /** Over header and payload; older than version 4 of rpm. */
  GPG(1005, Kind.BIN),
  /** Of the payload unpacked. */
  ARCHIVE_SIZE(1007, Kind.INT),
  /** Room for signatures to come. */
  RESERVED_SPACE(1008, Kind.BIN);

  private final int number;
  private final Kind kind;

  SignatureTag(int number, Kind kind) {
    this.number = number;
    this.kind = kind;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
