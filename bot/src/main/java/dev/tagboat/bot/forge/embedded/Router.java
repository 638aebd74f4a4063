package dev.tagboat.bot.forge.embedded;

import dev.tagboat.bot.forge.embedded.Permission.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the handler of a path. {@code {name}} matches one segment, {@code {name+}} the rest. */
final class Router {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)(\\+?)}");

  private final List<Route> routes = new ArrayList<>();

  private record Route(
      String method, Pattern path, List<String> names, Set<Permission> anyOf, Handler handler) {}

  /** A route that fits a call. */
  record Match(Call call, Set<Permission> anyOf, Handler handler) {
    Access access() {
      return call.method().equals("GET") ? Access.READ : Access.WRITE;
    }
  }

  void add(String method, String template, Set<Permission> anyOf, Handler handler) {
    List<String> names = new ArrayList<>();
    Matcher placeholders = PLACEHOLDER.matcher(template);
    StringBuilder regex = new StringBuilder();
    int end = 0;
    while (placeholders.find()) {
      regex.append(Pattern.quote(template.substring(end, placeholders.start())));
      regex.append(placeholders.group(2).isEmpty() ? "([^/]+)" : "(.+)");
      names.add(placeholders.group(1));
      end = placeholders.end();
    }
    regex.append(Pattern.quote(template.substring(end)));
    routes.add(
        new Route(method, Pattern.compile(regex.toString()), names, Set.copyOf(anyOf), handler));
  }

  void get(String template, Permission permission, Handler handler) {
    add("GET", template, Set.of(permission), handler);
  }

  void post(String template, Permission permission, Handler handler) {
    add("POST", template, Set.of(permission), handler);
  }

  void patch(String template, Permission permission, Handler handler) {
    add("PATCH", template, Set.of(permission), handler);
  }

  Optional<Match> find(Call call) {
    for (Route route : routes) {
      Matcher matcher = route.path().matcher(call.path());
      if (route.method().equals(call.method()) && matcher.matches()) {
        Map<String, String> params = new LinkedHashMap<>();
        for (int i = 0; i < route.names().size(); i++) {
          params.put(route.names().get(i), matcher.group(i + 1));
        }
        return Optional.of(new Match(call.at(call.path(), params), route.anyOf(), route.handler()));
      }
    }
    return Optional.empty();
  }
}
