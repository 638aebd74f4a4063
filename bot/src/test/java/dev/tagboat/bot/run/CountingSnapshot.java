package dev.tagboat.bot.run;

import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.Snapshot;
import java.util.Optional;

/** Counts what a walk looks at. */
final class CountingSnapshot implements Snapshot {
  private final Snapshot real;
  int read;
  int visited;

  CountingSnapshot(Snapshot real) {
    this.real = real;
  }

  @Override
  public CommitId commit() {
    return real.commit();
  }

  @Override
  public Optional<Entry> find(String path) {
    return real.find(path);
  }

  @Override
  public void walk(Visitor visitor) {
    real.walk(
        new Visitor() {
          @Override
          public boolean enter(String path, String treeId) {
            return visitor.enter(path, treeId);
          }

          @Override
          public void leave() {
            visitor.leave();
          }

          @Override
          public void visit(Entry entry) {
            visited++;
            visitor.visit(new CountedEntry(entry));
          }
        });
  }

  private final class CountedEntry implements Entry {
    private final Entry real;

    CountedEntry(Entry real) {
      this.real = real;
    }

    @Override
    public String path() {
      return real.path();
    }

    @Override
    public Kind kind() {
      return real.kind();
    }

    @Override
    public String blobId() {
      return real.blobId();
    }

    @Override
    public long size() {
      return real.size();
    }

    @Override
    public byte[] read(int limit) {
      read++;
      return real.read(limit);
    }
  }
}
