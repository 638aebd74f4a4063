/** The config repo's own settings, {@code .tagboat.yaml}. */
@NullMarked
package dev.tagboat.bot.config;

import org.jspecify.annotations.NullMarked;
