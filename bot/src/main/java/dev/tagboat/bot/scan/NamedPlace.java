package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import org.jspecify.annotations.Nullable;

/**
 * Where a tag stands by what another file says: at a key of some values, whatever it is called.
 *
 * @param file that holds the values
 * @param application name of the Argo CD object in the file whose values are meant; null for the
 *     file itself
 */
record NamedPlace(
    String file, @Nullable String application, ImageName image, UpdaterImage.Keys keys) {}
