/** What a registry itself says of a tag: port and OCI adapter. */
@NullMarked
package dev.tagboat.bot.registry;

import org.jspecify.annotations.NullMarked;
