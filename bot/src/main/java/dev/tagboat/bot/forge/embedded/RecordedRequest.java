package dev.tagboat.bot.forge.embedded;

/**
 * One request the server got.
 *
 * @param path without the query
 * @param status 0 when the connection was closed without an answer
 */
public record RecordedRequest(String method, String path, int status) {}
