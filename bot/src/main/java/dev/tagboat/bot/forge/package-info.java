/** Where pull requests live: the port; adapters are in its subpackages. */
@NullMarked
package dev.tagboat.bot.forge;

import org.jspecify.annotations.NullMarked;
