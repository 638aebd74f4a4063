/** Tests of the embedded registry, with the clients that people use. */
@NullMarked
package dev.tagboat.bot.registry.embedded;

import org.jspecify.annotations.NullMarked;
