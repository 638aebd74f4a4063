package dev.tagboat.applier.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where outcomes are told to.
 *
 * @param tokenFile a projected service-account token, sent as bearer; read anew each time
 * @param secretFile the shared secret of an HMAC over the body
 */
public record ReportConfig(URI url, Optional<Path> tokenFile, Optional<Path> secretFile) {}
