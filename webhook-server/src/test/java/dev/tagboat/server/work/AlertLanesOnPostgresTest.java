package dev.tagboat.server.work;

final class AlertLanesOnPostgresTest extends AlertLanesSuite {
  @Override
  WorkersBase.Kind kind() {
    return WorkersBase.Kind.POSTGRESQL;
  }
}
