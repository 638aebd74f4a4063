package dev.tagboat.applier.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The whole configuration, valid in itself.
 *
 * @param cluster names it in reports and in the inventory; a DNS label (RFC 1123)
 * @param stateNamespace where the inventory lives
 * @param healthTimeout how long a stage or a rollout may take until it counts as failed
 * @param listen where health and figures can be asked for; empty for no port at all
 * @param data where the clone is kept; empty for a private folder that ends with the process
 */
public record ApplierConfig(
    String cluster,
    SourceConfig source,
    ApplyConfig apply,
    DriftConfig drift,
    RenderConfig render,
    Optional<ReportConfig> report,
    String stateNamespace,
    Duration healthTimeout,
    Optional<InetSocketAddress> listen,
    Optional<Path> data) {}
