package dev.tagboat.bot.policy;

/**
 * Why a rule means nothing.
 *
 * @param key of the rule, as in {@code .tagboat.yaml}
 * @param sentence without the key's path
 */
public record RuleProblem(String key, String sentence) {}
