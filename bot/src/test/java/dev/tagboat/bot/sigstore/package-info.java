@NullMarked
package dev.tagboat.bot.sigstore;

import org.jspecify.annotations.NullMarked;
