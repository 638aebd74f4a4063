package dev.tagboat.server.inbox;

/**
 * What a lane of work may find due in one config repo: a push, and where it stands there.
 *
 * @param push the push as a whole; confirmed by the registry
 * @param target where it stands in the config repo
 */
public record Work(StoredPush push, StoredTarget target) {}
