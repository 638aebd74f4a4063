package dev.tagboat.bot.forge.embedded;

/** A webhook on its way. */
record Delivery(ForgeHook hook, String event, String id, Content body) {}
