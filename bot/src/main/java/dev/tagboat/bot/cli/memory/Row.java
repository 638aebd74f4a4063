package dev.tagboat.bot.cli.memory;

import org.jspecify.annotations.Nullable;

/**
 * One place, as {@code scan} prints it.
 *
 * @param kind key of the kind of place
 * @param policy key of the policy that holds there
 */
public record Row(
    int line,
    int column,
    String kind,
    String policy,
    String image,
    @Nullable String tag,
    @Nullable String digest) {}
