package dev.tagboat.bot.scan;

/**
 * Where a key can be added that is not there yet.
 *
 * @param sibling start of the scalar, in the file itself, that the new entry is put behind
 * @param key the new key, such as {@code newTag}
 * @param quoted whether its value is to have quotes like its likes in the file
 */
public record Slot(int sibling, String key, boolean quoted) {}
