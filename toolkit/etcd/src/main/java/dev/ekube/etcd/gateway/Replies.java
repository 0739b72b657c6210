package dev.ekube.etcd.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * etcd's JSON as values. Numbers of 64 bits are strings in it, bytes are Base64, and what is zero,
 * false or empty is left out.
 */
final class Replies {
  private Replies() {}

  static List<Member> members(JsonNode reply) {
    List<Member> members = new ArrayList<>();
    reply.path("members").forEach(member -> members.add(member(member)));
    return List.copyOf(members);
  }

  static Added added(JsonNode reply) {
    return new Added(member(reply.path("member")), members(reply));
  }

  static MemberStatus status(JsonNode reply) {
    JsonNode header = reply.path("header");
    return new MemberStatus(
        unsigned(header, "member_id"),
        unsigned(header, "cluster_id"),
        reply.path("version").asText(""),
        unsigned(reply, "leader"),
        unsigned(header, "revision"),
        unsigned(reply, "raftTerm"),
        unsigned(reply, "raftIndex"),
        unsigned(reply, "raftAppliedIndex"),
        unsigned(reply, "dbSize"),
        reply.path("isLearner").asBoolean(),
        texts(reply.path("errors")));
  }

  static long revision(JsonNode reply) {
    return unsigned(reply.path("header"), "revision");
  }

  static Optional<KeyValue> first(JsonNode reply) {
    JsonNode pair = reply.path("kvs").path(0);
    return pair.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new KeyValue(text(pair.path("value").asText("")), unsigned(pair, "mod_revision")));
  }

  /** Bytes as etcd's JSON wants them. */
  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An unsigned number; throws {@link NumberFormatException} for anything else. */
  static long unsigned(JsonNode node, String field) {
    return Long.parseUnsignedLong(node.path(field).asText("0"));
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static Member member(JsonNode member) {
    return new Member(
        unsigned(member, "ID"),
        member.path("name").asText(""),
        texts(member.path("peerURLs")),
        texts(member.path("clientURLs")),
        member.path("isLearner").asBoolean());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
