/** The configuration file, read strictly into values. */
@NullMarked
package dev.tagboat.server.config;

import org.jspecify.annotations.NullMarked;
