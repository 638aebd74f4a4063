package dev.tagboat.bot.pull;

import dev.tagboat.bot.config.PullRequestSettings;
import dev.tagboat.bot.forge.Pace;
import dev.tagboat.bot.forge.Standing;
import java.time.Instant;

/**
 * What else a decision takes into account.
 *
 * @param standing of the open pull request, if there is one
 * @param pace asked for only when one would be opened
 * @param unproven whether the open one proposes what a rule no longer takes as proven
 */
public record Circumstances(
    PullRequestSettings settings,
    Requests requests,
    Standing standing,
    Pace pace,
    boolean unproven,
    Instant now) {}
