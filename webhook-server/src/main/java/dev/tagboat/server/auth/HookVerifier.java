package dev.tagboat.server.auth;

/**
 * Keeps a secret out of the path of hooks that want it elsewhere: paths end up in logs.
 *
 * @param inPath whether this hook's secret belongs there
 */
record HookVerifier(Verifier verifier, boolean inPath) implements Verifier {

  @Override
  public boolean isAuthentic(Presented presented) {
    return isWhereItBelongs(presented) && verifier.isAuthentic(presented);
  }

  @Override
  public boolean mayBeAuthentic(Presented presented) {
    return isWhereItBelongs(presented) && verifier.mayBeAuthentic(presented);
  }

  @Override
  public boolean needsBody() {
    return verifier.needsBody();
  }

  private boolean isWhereItBelongs(Presented presented) {
    return inPath || presented.pathSecret() == null;
  }
}
