@NullMarked
package dev.tagboat.server.clusters;

import org.jspecify.annotations.NullMarked;
