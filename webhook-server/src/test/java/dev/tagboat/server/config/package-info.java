@NullMarked
package dev.tagboat.server.config;

import org.jspecify.annotations.NullMarked;
