package dev.ekube.manager.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.manager.log.Log;
import dev.ekube.model.Bytes;
import dev.ekube.pki.ApprovedRequest;
import dev.ekube.pki.ApprovedSigner;
import dev.ekube.pki.Signing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Signs certificate requests that the API has approved, and puts the certificates back. */
final class ApprovedRequests {
  static final String PATH = "/apis/certificates.k8s.io/v1/certificatesigningrequests";

  private final ApiClient api;
  private final ApprovedSigner signer;
  private final Log log;

  ApprovedRequests(ApiClient api, ApprovedSigner signer, Log log) {
    this.api = api;
    this.signer = signer;
    this.log = log;
  }

  void seen(String type, JsonNode object) throws IOException, InterruptedException {
    JsonNode spec = object.path("spec");
    boolean open =
        has(object, "Approved")
            && !has(object, "Failed")
            && object.path("status").path("certificate").asText().isEmpty();
    if (type.equals("DELETED")
        || !open
        || !ApprovedSigner.knows(spec.path("signerName").asText())) {
      return;
    }
    String name = object.path("metadata").path("name").asText();
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    switch (sign(spec)) {
      case Signing.Signed signed -> {
        byte[] pem = signed.issued().pem().getBytes(StandardCharsets.US_ASCII);
        status.put("certificate", Base64.getEncoder().encodeToString(pem));
        log.info("request signed", Map.of("request", name, "for", spec.path("username").asText()));
      }
      case Signing.Refused refused -> {
        var conditions = status.putArray("conditions");
        object.path("status").path("conditions").forEach(conditions::add);
        conditions
            .addObject()
            .put("type", "Failed")
            .put("status", "True")
            .put("reason", "SignerValidationFailure")
            .put("message", refused.why());
        log.warn("request refused", Map.of("request", name, "why", refused.why()));
      }
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.set("status", status);
    api.await("PATCH", PATH + "/" + name + "/status", ApiClient.MERGE, patch.toString());
  }

  private Signing sign(JsonNode spec) throws IOException {
    int expiration = spec.path("expirationSeconds").asInt(0);
    return signer.sign(
        new ApprovedRequest(
            spec.path("signerName").asText(),
            texts(spec.path("usages")),
            spec.path("username").asText(),
            texts(spec.path("groups")),
            der(spec.path("request").asText()),
            expiration > 0 ? OptionalInt.of(expiration) : OptionalInt.empty()),
        Instant.now());
  }

  /** The object holds PEM in base64. */
  private static Bytes der(String base64) throws IOException {
    try {
      String pem = new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
      String body = pem.replaceAll("-----[A-Z ]*-----", "");
      return Bytes.of(
          Base64.getMimeDecoder()
              .wrap(new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)))
              .readAllBytes());
    } catch (IllegalArgumentException e) {
      return Bytes.ofUtf8("");
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static boolean has(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return true;
      }
    }
    return false;
  }
}
