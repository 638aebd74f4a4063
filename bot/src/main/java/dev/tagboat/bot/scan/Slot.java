package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.ScalarStyle;

/**
 * Where a key can be added that is not there yet, or given a value that it does not have.
 *
 * @param sibling start of the scalar, in the file itself, that the new entry is put behind; where
 *     the key is there, of its empty value
 * @param key the new key, such as {@code newTag}
 * @param style how its likes in the file are written: plain, or in which quotes
 * @param present whether the key is there
 */
public record Slot(int sibling, String key, ScalarStyle style, boolean present) {}
