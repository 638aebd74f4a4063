package dev.tagboat.server.http;

import dev.tagboat.server.inbox.ClusterReports;
import java.util.function.Consumer;

/**
 * Where reports of appliers go.
 *
 * @param stored told of each cluster of which something new was stored; must return at once
 */
public record Reports(ClusterReports store, Consumer<String> stored) {}
