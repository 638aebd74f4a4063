/** Byte-exact reading and editing of YAML text; knows nothing of images. */
@NullMarked
package dev.tagboat.bot.yaml;

import org.jspecify.annotations.NullMarked;
