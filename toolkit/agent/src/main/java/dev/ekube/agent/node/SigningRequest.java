package dev.ekube.agent.node;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAKey;

/**
 * A PKCS#10 request (RFC 2986), which the JDK cannot write. Its subject says only which leaf it is
 * for: the manager takes nothing from it but the public key and the proof of holding its other
 * half.
 */
public final class SigningRequest {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final byte[] COMMON_NAME = {6, 3, 0x55, 4, 3};

  /** 1.2.840.10045.4.3.2, without parameters (RFC 5758). */
  private static final byte[] ECDSA_SHA256 = {
    6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2
  };

  /** 1.2.840.113549.1.1.11, with parameters of NULL (RFC 4055). */
  private static final byte[] RSA_SHA256 = {
    6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 11, 5, 0
  };

  private SigningRequest() {}

  /** The request in DER. */
  public static byte[] of(String commonName, KeyPair keys) throws GeneralSecurityException {
    byte[] text = der(0x0c, commonName.getBytes(StandardCharsets.UTF_8));
    byte[] subject = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text)));
    byte[] version = {2, 1, 0};
    byte[] noAttributes = der(0xa0);
    byte[] info = der(SEQUENCE, version, subject, keys.getPublic().getEncoded(), noAttributes);
    boolean rsa = keys.getPrivate() instanceof RSAKey;
    Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(info);
    byte[] bits = der(3, new byte[] {0}, signature.sign());
    return der(SEQUENCE, info, der(SEQUENCE, rsa ? RSA_SHA256 : ECDSA_SHA256), bits);
  }

  private static byte[] der(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
