package dev.tagboat.bot.forge.embedded;

import dev.tagboat.bot.net.Secret;
import java.net.URI;

/** Where webhooks of every repository go, and the secret that signs them. */
public record ForgeHook(URI url, Secret secret) {}
