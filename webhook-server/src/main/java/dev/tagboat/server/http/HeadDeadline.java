package dev.tagboat.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which the head of the next request is not complete in time. The idle
 * timeout alone starts anew with every byte, so that a trickle would hold a connection for days.
 */
final class HeadDeadline extends Handler.Wrapper implements Connection.Listener {
  private final Duration limit;
  private final Map<Connection, Scheduler.Task> waiting = new ConcurrentHashMap<>();

  HeadDeadline(Duration limit) {
    this.limit = limit;
  }

  @Override
  public void onOpened(Connection connection) {
    arm(connection);
  }

  @Override
  public void onClosed(Connection connection) {
    disarm(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    disarm(connection);
    Request.addCompletionListener(request, failure -> arm(connection));
    return super.handle(request, response, callback);
  }

  private void arm(Connection connection) {
    if (!connection.getEndPoint().isOpen()) {
      return;
    }
    Scheduler scheduler = getServer().getScheduler();
    Scheduler.Task task =
        scheduler.schedule(
            () -> connection.getEndPoint().close(), limit.toMillis(), TimeUnit.MILLISECONDS);
    Scheduler.Task before = waiting.put(connection, task);
    if (before != null) {
      before.cancel();
    }
  }

  private void disarm(Connection connection) {
    Scheduler.Task task = waiting.remove(connection);
    if (task != null) {
      task.cancel();
    }
  }
}
