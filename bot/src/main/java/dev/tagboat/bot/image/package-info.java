/** Values of the OCI world, parsed once at the border: name, tag, digest, reference, push. */
@NullMarked
package dev.tagboat.bot.image;

import org.jspecify.annotations.NullMarked;
