package dev.tagboat.server.work;

final class AlertLanesOnSqliteTest extends AlertLanesSuite {
  @Override
  WorkersBase.Kind kind() {
    return WorkersBase.Kind.SQLITE;
  }
}
