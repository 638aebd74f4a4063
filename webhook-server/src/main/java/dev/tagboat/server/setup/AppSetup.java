package dev.tagboat.server.setup;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.UserFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Has a person make the App at GitHub, takes the code that GitHub hands back, by the browser or by
 * what is typed, and keeps what it is exchanged for.
 */
public final class AppSetup {
  private final AppWish wish;
  private final AppFiles files;
  private final PrintWriter out;
  private final PrintWriter err;
  private final String state = random();
  private final CompletableFuture<CreatedApp> done = new CompletableFuture<>();

  /**
   * @param out what is to be done and was done
   * @param err why something did not work
   */
  public AppSetup(AppWish wish, AppFiles files, PrintWriter out, PrintWriter err) {
    this.wish = wish;
    this.files = files;
    this.out = out;
    this.err = err;
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * @param port of the page on this machine; 0 takes any free one
   * @param carried a file for a page to be carried to a machine with a browser, or null
   * @param typed where a person may paste the address that GitHub led to
   * @return whether there is an App, whose secrets are kept
   * @throws UserFault when it cannot even begin, or when what was made could not be kept
   */
  public boolean run(int port, @Nullable Path carried, InputStream typed, Duration patience) {
    files.check();
    try (LocalPage page = LocalPage.open(port)) {
      String form = SetupHtml.form(wish, state, wish.manifest(page.back()));
      page.serve(() -> form, query -> received(values(query), false));
      invite(page, carried, form);
      listen(typed);
      return await(patience);
    }
  }

  private void invite(LocalPage page, @Nullable Path carried, String form) {
    say("Open " + page.address() + " in a browser on this machine, and press the button.");
    if (carried == null) {
      say("From elsewhere: ssh -L " + port(page) + ":127.0.0.1:" + port(page) + " to here first,");
      say("or start this with --page FILE, and open that file anywhere.");
    } else {
      write(carried, form);
      say("Or open " + carried + " in a browser anywhere. GitHub then leads it to an address that");
      say("is not there: paste that address here.");
    }
    say("Waiting for GitHub. Ctrl-C ends this, and nothing is written.");
  }

  private static int port(LocalPage page) {
    return page.address().getPort();
  }

  private static void write(Path file, String text) {
    try {
      Path unused = Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UserFault(
          file + " cannot be written, or is there already (" + e.getClass().getSimpleName() + ").",
          e);
    }
  }

  private void listen(InputStream typed) {
    Thread reader = new Thread(() -> read(typed), "setup-input");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream typed) {
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(typed, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          LocalPage.Reply unused = received(pasted(line.strip()), true);
        }
      }
    } catch (IOException e) {
      // Nobody can type; the browser still can come.
    }
  }

  private static Map<String, String> pasted(String text) {
    int query = text.indexOf('?');
    return query < 0 ? Map.of("code", text) : values(text.substring(query + 1));
  }

  private static Map<String, String> values(@Nullable String query) {
    Map<String, String> values = new HashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          values.put(
              pair.substring(0, equals),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          // Not what GitHub writes: as good as absent.
        }
      }
    }
    return values;
  }

  private synchronized LocalPage.Reply received(Map<String, String> values, boolean typed) {
    if (done.isDone()) {
      return new LocalPage.Reply(200, SetupHtml.said("This is done. Look at the terminal."));
    }
    String code = values.getOrDefault("code", "");
    String given = values.get("state");
    boolean ours = given == null ? typed : isState(given);
    if (!ours || !Conversion.isCode(code)) {
      return refused(
          400,
          "This is not what GitHub answered to this set-up: its state or its code is another one."
              + " Begin at the page again.");
    }
    return exchanged(code);
  }

  private LocalPage.Reply exchanged(String code) {
    CreatedApp app;
    try {
      app = new Conversion(wish).of(code);
    } catch (Fault e) {
      return refused(502, String.valueOf(e.getMessage()));
    }
    try {
      files.store(app).forEach(this::say);
      boolean unused = done.complete(app);
      return new LocalPage.Reply(
          200, SetupHtml.said(app.name() + " is made. The terminal says what remains."));
    } catch (UserFault e) {
      boolean unused = done.completeExceptionally(e);
      return new LocalPage.Reply(500, SetupHtml.said(String.valueOf(e.getMessage())));
    }
  }

  private LocalPage.Reply refused(int status, String sentence) {
    err.println(sentence);
    err.flush();
    return new LocalPage.Reply(status, SetupHtml.said(sentence));
  }

  private boolean isState(String given) {
    return MessageDigest.isEqual(
        state.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private boolean await(Duration patience) {
    try {
      remains(done.get(patience.toMillis(), TimeUnit.MILLISECONDS));
      return true;
    } catch (TimeoutException e) {
      err.println(
          "GitHub has handed back no App within "
              + patience.toMinutes()
              + " min; its codes are good for an hour. Nothing was written. Start again.");
    } catch (ExecutionException e) {
      err.println(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      err.println("Interrupted. Nothing was written.");
    }
    err.flush();
    return false;
  }

  private void remains(CreatedApp app) {
    URI settings = app.installation();
    List.of(
            app.name() + " is made, App " + app.id() + ". What remains:",
            "1. Install it on the config repo, and on no other: " + settings,
            "2. Protect the branch there: require a pull request before merging.",
            "3. Add your registry's hook to " + files.config() + ", see check-config.",
            "4. See what the App may do: TAGBOAT_APP_ID="
                + app.id()
                + " TAGBOAT_APP_PRIVATE_KEY_FILE="
                + files.key()
                + " tagboat doctor --repo "
                + files.lines().url())
        .forEach(this::say);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
