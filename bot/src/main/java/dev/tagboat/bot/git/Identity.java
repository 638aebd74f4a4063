package dev.tagboat.bot.git;

/** Who a commit is by. */
public record Identity(String name, String email) {}
