package dev.tagboat.bot.forge.embedded;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A request for git: its answer is noted before it leaves, or goes nowhere. */
final class GitExchange extends HttpExchange {
  private final HttpExchange real;
  private final boolean mute;
  private final IntConsumer note;
  private final Headers lost = new Headers();
  private int status = -1;

  /**
   * @param mute whether the client gets nothing
   * @param note told the status of an answer that the client gets
   */
  GitExchange(HttpExchange real, boolean mute, IntConsumer note) {
    this.real = real;
    this.mute = mute;
    this.note = note;
  }

  @Override
  public Headers getRequestHeaders() {
    return real.getRequestHeaders();
  }

  @Override
  public Headers getResponseHeaders() {
    return mute ? lost : real.getResponseHeaders();
  }

  @Override
  public URI getRequestURI() {
    return real.getRequestURI();
  }

  @Override
  public String getRequestMethod() {
    return real.getRequestMethod();
  }

  @Override
  public HttpContext getHttpContext() {
    return real.getHttpContext();
  }

  @Override
  public void close() {
    if (!mute) {
      real.close();
    }
  }

  @Override
  public InputStream getRequestBody() {
    return real.getRequestBody();
  }

  @Override
  public OutputStream getResponseBody() {
    return mute ? OutputStream.nullOutputStream() : real.getResponseBody();
  }

  @Override
  public void sendResponseHeaders(int code, long length) throws IOException {
    status = code;
    if (!mute) {
      note.accept(code);
      real.sendResponseHeaders(code, length);
    }
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return real.getRemoteAddress();
  }

  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return real.getLocalAddress();
  }

  @Override
  public String getProtocol() {
    return real.getProtocol();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return real.getAttribute(name);
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    real.setAttribute(name, value);
  }

  @Override
  public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {
    real.setStreams(in, out);
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return real.getPrincipal();
  }
}
