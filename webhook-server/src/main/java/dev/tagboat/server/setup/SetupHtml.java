package dev.tagboat.server.setup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.forge.github.AppPermission;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The pages of the set-up; nothing in them but what stands here. */
final class SetupHtml {
  private SetupHtml() {}

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String page(String body) {
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Tagboat: GitHub App</title>
        <style>body{font:16px/1.5 sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}
        td,th{padding:.2rem .8rem .2rem 0;text-align:left}button{font-size:1rem;padding:.5rem 1rem}</style>
        </head><body><h1>Tagboat: GitHub App</h1>
        """
        + body
        + "</body></html>\n";
  }

  static String said(String sentence) {
    return page("<p>" + escaped(sentence) + "</p>\n");
  }

  /** The form; a person presses the button, since an App is made of it. */
  static String form(AppWish wish, String state, ObjectNode manifest) {
    String rows =
        Arrays.stream(AppPermission.values())
            .filter(one -> manifest.path("default_permissions").has(one.key()))
            .map(
                one ->
                    "<tr><td><code>%s: %s</code></td><td>%s</td></tr>\n"
                        .formatted(one.key(), one.access(), escaped(one.reason())))
            .collect(Collectors.joining());
    return page(
        """
        <p>GitHub is asked to make the App <b>%s</b>, which may do this in the repositories you
        install it on, and nothing else:</p>
        <table>
        %s</table>
        <form action="%s" method="post">
        <input type="hidden" name="manifest" value="%s">
        <p><button>Go on to %s</button></p>
        </form>
        """
            .formatted(
                escaped(wish.name()),
                rows,
                escaped(wish.form(state).toString()),
                escaped(manifest.toString()),
                escaped(wish.github().getHost())));
  }
}
