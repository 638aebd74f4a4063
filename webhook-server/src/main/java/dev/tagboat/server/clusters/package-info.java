/** What appliers report of their clusters: read, judged, compared with what was before. Pure. */
@NullMarked
package dev.tagboat.server.clusters;

import org.jspecify.annotations.NullMarked;
