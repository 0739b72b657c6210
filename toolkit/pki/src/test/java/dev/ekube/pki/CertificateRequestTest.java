package dev.ekube.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Bytes;
import dev.ekube.model.KeyKind;
import dev.ekube.pki.CertificateRequest.Reading;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests from outside: sound ones, and what is said to the others. */
class CertificateRequestTest {
  private static final KeyPair PAIR = KeyPairs.generate(KeyKind.ECDSA_P256);
  private static final KeyPair OTHER = KeyPairs.generate(KeyKind.ECDSA_P256);
  private static final X500Name NAME = SubjectName.of("system:node:w0", List.of("system:nodes"));

  @Test
  void aSoundRequestGivesItsKeyAndWhatItAsksFor() {
    Bytes request =
        Requests.of(PAIR, NAME, List.of(new GeneralName(GeneralName.iPAddress, "10.0.0.7")));

    assertThat(CertificateRequest.read(request.toArray()))
        .isInstanceOfSatisfying(
            Reading.Read.class,
            read -> {
              assertThat(read.request().publicKey()).isEqualTo(PAIR.getPublic());
              assertThat(read.request().subject().orElseThrow())
                  .isEqualTo(new SubjectName.Plain("system:node:w0", List.of("system:nodes")));
              assertThat(read.request().alternatives()).hasSize(1);
            });
  }

  static Stream<Arguments> refused() throws Exception {
    Bytes sound = Requests.of(PAIR, NAME, List.of());
    byte[] der = sound.toArray();
    byte[] longer = Arrays.copyOf(der, der.length + 1);
    byte[] flipped = der.clone();
    flipped[der.length - 1] ^= 1;
    byte[] nested = new byte[10_000];
    for (int i = 0; i < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }
    return Stream.of(
        Arguments.of(new byte[0], "not DER"),
        Arguments.of(new byte[20_000], "20000 bytes"),
        Arguments.of(longer, "not DER"),
        Arguments.of(Arrays.copyOf(der, der.length - 1), "not DER"),
        Arguments.of(nested, "not DER"),
        Arguments.of(new byte[] {0x30, 0}, "no PKCS #10"),
        Arguments.of(new byte[] {5, 0}, "no PKCS #10"),
        Arguments.of(PAIR.getPublic().getEncoded(), "no PKCS #10"),
        Arguments.of(flipped, "does not show that the sender has the key"),
        Arguments.of(
            Requests.signedBy(OTHER, PAIR, NAME, List.of(), "SHA256withECDSA").toArray(),
            "does not show that the sender has the key"),
        Arguments.of(
            Requests.signedBy(PAIR, PAIR, NAME, List.of(), "SHA1withECDSA").toArray(), "SHA-256"),
        Arguments.of(Requests.of(curve("secp384r1"), NAME, List.of()).toArray(), "P-256"),
        Arguments.of(Requests.of(rsa(1024), NAME, List.of()).toArray(), "1024 bits"),
        Arguments.of(
            Requests.of(PAIR, NAME, List.of(new GeneralName(GeneralName.dNSName, "a b"))).toArray(),
            "alternative names"),
        Arguments.of(
            Requests.of(PAIR, NAME, List.of(new GeneralName(new X500Name("CN=directory"))))
                .toArray(),
            "alternative names"),
        Arguments.of(
            Requests.of(
                    PAIR, NAME, Collections.nCopies(129, new GeneralName(GeneralName.dNSName, "a")))
                .toArray(),
            "alternative names"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(byte[] request, String why) {
    assertThat(CertificateRequest.read(request))
        .isInstanceOfSatisfying(
            Reading.Refused.class, refused -> assertThat(refused.why()).contains(why));
  }

  @Test
  void aSubjectOfOtherPartsIsNoPlainOne() {
    for (String subject : List.of("OU=x,CN=a", "CN=a,CN=b", "O=a", "CN=a+OU=b")) {
      Bytes request = Requests.of(PAIR, new X500Name(subject), List.of());
      assertThat(CertificateRequest.read(request.toArray()))
          .as(subject)
          .isInstanceOfSatisfying(
              Reading.Read.class, read -> assertThat(read.request().subject()).isEmpty());
    }
  }

  /** Whatever comes, the answer is one of the two; and a changed request is never taken. */
  @Test
  void noBytesMakeItThrow() {
    Random random = new Random(20_260_304);
    byte[] sound =
        Requests.of(PAIR, NAME, List.of(new GeneralName(GeneralName.dNSName, "w0"))).toArray();
    int structured = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = mutated(sound, random);
      Reading reading = CertificateRequest.read(bytes);
      if (reading instanceof Reading.Refused refused && !refused.why().contains("not DER")) {
        structured++;
      }
      if (reading instanceof Reading.Read) {
        assertThat(bytes).isEqualTo(sound);
      }
    }
    assertThat(structured).as("mutants that got past the outline").isGreaterThan(1000);
  }

  private static byte[] mutated(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(16), bytes.length - Math.max(from, at));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }

  private static KeyPair curve(String name) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new java.security.spec.ECGenParameterSpec(name));
    return generator.generateKeyPair();
  }

  private static KeyPair rsa(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }
}
