package dev.tagboat.applier.kube;

import dev.tagboat.applier.config.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to reach an API server.
 *
 * @param server without a slash at its end
 * @param tls trusts the cluster's certificate authority and no other
 * @param token asked for each request, since tokens rotate; empty when the client certificate tells
 *     who we are
 */
public record Access(URI server, Tls tls, Supplier<Optional<Secret>> token) {}
