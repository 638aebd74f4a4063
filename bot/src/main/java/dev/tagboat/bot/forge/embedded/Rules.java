package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A branch's protection in the words of rulesets. */
final class Rules {
  private Rules() {}

  static List<ObjectNode> of(Repo repo, Protection protection) {
    List<ObjectNode> rules = new ArrayList<>();
    if (!protection.contexts().isEmpty()) {
      ObjectNode rule = rule(repo, "required_status_checks");
      ObjectNode parameters = rule.putObject("parameters");
      ArrayNode checks = parameters.putArray("required_status_checks");
      protection.contexts().forEach(context -> checks.addObject().put("context", context));
      parameters.put("strict_required_status_checks_policy", protection.strict());
      rules.add(rule);
    }
    if (protection.mergeQueue()) {
      ObjectNode rule = rule(repo, "merge_queue");
      rule.putObject("parameters")
          .put("check_response_timeout_minutes", 60)
          .put("grouping_strategy", "ALLGREEN")
          .put("max_entries_to_build", 5)
          .put("max_entries_to_merge", 5)
          .put("merge_method", "MERGE")
          .put("min_entries_to_merge", 1)
          .put("min_entries_to_merge_wait_minutes", 5);
      rules.add(rule);
    }
    if (protection.signatures()) {
      rules.add(rule(repo, "required_signatures"));
    }
    return rules;
  }

  private static ObjectNode rule(Repo repo, String type) {
    return Json.object()
        .put("type", type)
        .put("ruleset_source_type", "Repository")
        .put("ruleset_source", repo.fullName())
        .put("ruleset_id", 1);
  }
}
