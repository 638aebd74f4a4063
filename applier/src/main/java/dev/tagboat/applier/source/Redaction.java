package dev.tagboat.applier.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tagboat.applier.config.SecretFile;
import dev.tagboat.applier.config.SourceConfig;
import dev.tagboat.applier.fault.UserFault;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes credentials out of what git, its library or a server says: our password in the forms that
 * it has on its way, and those of any URL, such as one that a server redirects to.
 */
final class Redaction {
  // git is the user of everybody, over SSH.
  private static final Pattern USER = Pattern.compile("([a-zA-Z][\\w+.-]*://)(?!git@)[^\\s/@]*@");
  private static final Pattern HEADER = Pattern.compile("(?i)\\b(basic|bearer)\\s+[\\w.~+/=-]{6,}");
  private static final String MASK = "***";

  private final List<String> forms;

  private Redaction(List<String> forms) {
    this.forms = forms;
  }

  static Redaction of(SourceConfig config) {
    try {
      return new Redaction(
          config
              .passwordFile()
              .map(file -> forms(config.username(), SecretFile.read(file).reveal()))
              .orElse(List.of()));
    } catch (UserFault e) {
      // It cannot be read, so it was not sent.
      return new Redaction(List.of());
    }
  }

  private static List<String> forms(String user, String password) {
    String encoded = URLEncoder.encode(password, UTF_8);
    return List.of(
            password,
            encoded,
            encoded.replace("+", "%20"),
            base64(user + ":" + password),
            base64(password))
        .stream()
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .toList();
  }

  private static String base64(String text) {
    return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  String of(String text) {
    String clean = text;
    for (String form : forms) {
      clean = clean.replaceAll(Pattern.quote(form) + "=*", MASK);
    }
    clean = USER.matcher(clean).replaceAll("$1" + MASK + "@");
    return HEADER.matcher(clean).replaceAll("$1 " + MASK);
  }
}
