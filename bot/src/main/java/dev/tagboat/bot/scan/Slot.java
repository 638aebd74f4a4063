package dev.tagboat.bot.scan;

/**
 * Where a key can be added that is not there yet, or given a value that it does not have.
 *
 * @param sibling start of the scalar, in the file itself, that the new entry is put behind; where
 *     the key is there, of its empty value
 * @param key the new key, such as {@code newTag}
 * @param quoted whether its value is to have quotes like its likes in the file
 * @param present whether the key is there
 */
public record Slot(int sibling, String key, boolean quoted, boolean present) {}
