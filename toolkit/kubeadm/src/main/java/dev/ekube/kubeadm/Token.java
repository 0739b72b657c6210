package dev.ekube.kubeadm;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places in a {@link PlacedFile.Text} that are filled in later: {@code @{WHAT:NAME}} by PEM in
 * base64 on one line, as kubeconfigs hold it, {@code @{pem:WHAT:NAME}} by PEM itself.
 *
 * <table>
 * <caption>What there is</caption>
 * <tr><td>{@code ca:cluster}, {@code ca:front-proxy}, {@code ca:etcd}, {@code ca:service}
 *     <td>certificate of an {@link Authority}, from the manager
 * <tr><td>{@code cert:LEAF} <td>certificate of one of the node's leaves, from the manager
 * <tr><td>{@code key:LEAF} <td>its private key, which only the node has
 * <tr><td>{@code sa:public}, {@code sa:private}
 *     <td>the key pair of service accounts, from the manager, for control nodes only
 * </table>
 *
 * @param what {@code ca}, {@code cert}, {@code key} or {@code sa}
 * @param pem false when base64 of the PEM is wanted
 */
public record Token(String what, String name, boolean pem) {
  private static final Pattern SHAPE =
      Pattern.compile("@\\{(pem:)?(ca|cert|key|sa):([a-z][a-z-]*)}");

  /** The text with every token replaced by what {@code value} says of it. */
  public static String fill(String text, Function<Token, String> value) {
    return SHAPE
        .matcher(text)
        .replaceAll(
            match -> {
              Token token = new Token(match.group(2), match.group(3), match.group(1) != null);
              return Matcher.quoteReplacement(value.apply(token));
            });
  }

  static Token authority(Authority authority) {
    return new Token("ca", authority.name().toLowerCase(Locale.ROOT).replace('_', '-'), false);
  }

  static Token certificate(String leaf) {
    return new Token("cert", leaf, false);
  }

  static Token key(String leaf) {
    return new Token("key", leaf, false);
  }

  Token asPem() {
    return new Token(what, name, true);
  }

  @Override
  public String toString() {
    return "@{" + (pem ? "pem:" : "") + what + ":" + name + "}";
  }
}
