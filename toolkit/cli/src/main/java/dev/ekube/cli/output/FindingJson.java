package dev.ekube.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ekube.adapters.doctor.Doctor;
import dev.ekube.adapters.doctor.Finding;
import java.util.List;
import java.util.Locale;

/** A doctor's findings as JSON: {@code {"failed": …, "findings": [{id, level, subject, …}]}}. */
public final class FindingJson {
  private FindingJson() {}

  /** {@code remedy} is absent where there is none. */
  public static ObjectNode of(List<Finding> findings) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("failed", Doctor.isFailed(findings));
    ArrayNode list = root.putArray("findings");
    for (Finding finding : findings) {
      ObjectNode node = list.addObject();
      node.put("id", finding.id());
      node.put("level", finding.level().name().toLowerCase(Locale.ROOT));
      node.put("subject", finding.subject());
      node.put("detail", finding.detail());
      finding.remedy().ifPresent(remedy -> node.put("remedy", remedy));
    }
    return root;
  }
}
