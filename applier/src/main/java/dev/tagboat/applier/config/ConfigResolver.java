package dev.tagboat.applier.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes values of the file's entries. */
final class ConfigResolver {
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,40}[a-z0-9])?");
  private static final Pattern ADDRESS = Pattern.compile("(\\S+):(\\d{1,5})");
  private static final Pattern REPORTS = Pattern.compile(".*/reports/([^/]+)/*");
  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "file");

  private final Path folder;

  /**
   * @param folder what relative file names start from
   */
  ConfigResolver(Path folder) {
    this.folder = folder;
  }

  ApplierConfig resolve(Section all) {
    String cluster = label(all, "cluster", all.required("cluster"));
    all.need("source");
    ApplierConfig config =
        new ApplierConfig(
            cluster,
            source(all.section("source")),
            apply(all.section("apply")),
            drift(all.section("drift")),
            render(all.section("render")),
            all.has("report") ? report(all.section("report"), cluster) : Optional.empty(),
            label(all, "state-namespace", all.text("state-namespace").orElse("tagboat")),
            all.duration("health-timeout", Duration.ofMinutes(5)),
            all.parsed("listen", ConfigResolver::address),
            file(all, "data"));
    all.done();
    return config;
  }

  private static InetSocketAddress address(String text) {
    Matcher form = ADDRESS.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(2)) > 65_535) {
      throw new IllegalArgumentException("must be a host and a port, such as 127.0.0.1:8081");
    }
    return new InetSocketAddress(form.group(1), Integer.parseInt(form.group(2)));
  }

  private static String label(Section section, String key, String text) {
    if (!text.isEmpty() && !DNS_LABEL.matcher(text).matches()) {
      section.refuse(key, "must be lower-case letters, digits and '-', at most 42 of them");
    }
    return text;
  }

  private SourceConfig source(Section section) {
    Optional<Path> password = file(section, "password-file");
    Optional<Path> key = file(section, "ssh-key-file");
    Optional<Path> hosts = file(section, "known-hosts-file");
    String url = section.required("url");
    section.attempt("url", () -> checkUrl(url, password, key));
    if (key.isPresent() != hosts.isPresent()) {
      section.refuse(
          key.isPresent() ? "ssh-key-file" : "known-hosts-file",
          "ssh-key-file and known-hosts-file are given together: without the host's key anybody"
              + " could answer in its place");
    }
    SourceConfig source =
        new SourceConfig(
            url,
            section.text("branch").orElse("main"),
            section.parsed("path", ConfigResolver::folderPath).orElse(""),
            section.text("username").orElse("tagboat"),
            password,
            key,
            hosts,
            atLeast(section, "interval", section.duration("interval", Duration.ofSeconds(60))),
            atLeast(section, "timeout", section.duration("timeout", Duration.ofSeconds(60))),
            section.parsed("max-file", FileSize::parse).orElse(SourceConfig.MAX_FILE),
            section.has("verify") ? signers(section.section("verify")) : SignersConfig.ANYBODY);
    section.done();
    return source;
  }

  private SignersConfig signers(Section section) {
    SignersConfig signers =
        new SignersConfig(file(section, "allowed-signers-file"), file(section, "gpg-keys-file"));
    if (!signers.isAsked()) {
      section.refuse(
          "verify",
          "name the keys: allowed-signers-file for those of SSH, gpg-keys-file for those of GPG");
    }
    section.done();
    return signers;
  }

  private static Duration atLeast(Section section, String key, Duration value) {
    if (value.compareTo(Duration.ofSeconds(1)) < 0) {
      section.refuse(key, "must be at least 1s");
    }
    return value;
  }

  private static URI checkUrl(String url, Optional<Path> password, Optional<Path> key) {
    if (url.isEmpty()) {
      return URI.create("file:///");
    }
    URI uri = uri(url);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    if (!SCHEMES.contains(scheme)) {
      throw new IllegalArgumentException("must begin with https://, ssh:// or file://");
    }
    boolean ssh = scheme.equals("ssh");
    if (uri.getUserInfo() != null && (!ssh || uri.getUserInfo().contains(":"))) {
      throw new IllegalArgumentException(
          "must not hold a user or password; name a file with password-file");
    }
    if (ssh && key.isEmpty()) {
      throw new IllegalArgumentException("ssh:// needs ssh-key-file and known-hosts-file");
    }
    if (scheme.equals("http") && password.isPresent()) {
      throw new IllegalArgumentException("a password is never sent over http://; use https://");
    }
    return uri;
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not a URL", e);
    }
  }

  private static String folderPath(String text) {
    String path = text.replaceAll("^(\\./)+|^\\.$|/+$", "");
    if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
      throw new IllegalArgumentException("must be a folder of the repo, such as clusters/prod");
    }
    return path;
  }

  private static ApplyConfig apply(Section section) {
    ApplyConfig apply =
        new ApplyConfig(
            section.flag("prune", true),
            section.parsed("max-delete", MaxDelete::parse).orElse(MaxDelete.DEFAULT),
            namespaces(section),
            section.texts("kinds"));
    section.done();
    return apply;
  }

  private static Set<String> namespaces(Section section) {
    if (section.isList("namespaces")) {
      List<String> names = section.texts("namespaces");
      if (names.isEmpty()) {
        section.refuse("namespaces", "an empty list allows nothing; name some, or write all");
      }
      return Set.copyOf(names);
    }
    Optional<String> word = section.text("namespaces");
    if (word.isPresent() && !word.get().equals("all")) {
      section.refuse("namespaces", "must be all or a list of names");
    }
    return Set.of();
  }

  private static DriftConfig drift(Section section) {
    DriftConfig drift =
        new DriftConfig(
            section.parsed("mode", ConfigResolver::mode).orElse(DriftConfig.Mode.HEAL),
            section.sections("modes").stream().map(ConfigResolver::driftRule).toList(),
            section.duration("sweep", Duration.ofMinutes(10)),
            section.sections("ignore").stream().map(ConfigResolver::ignore).toList());
    section.done();
    return drift;
  }

  private static DriftRule driftRule(Section section) {
    section.need("mode");
    DriftRule rule =
        new DriftRule(
            section.text("path").orElse("**"),
            section.text("kind").orElse("*"),
            section.text("namespace").orElse("*"),
            section.text("name").orElse("*"),
            section.parsed("mode", ConfigResolver::mode).orElse(DriftConfig.Mode.HEAL));
    if (rule.path().startsWith("/") || rule.path().startsWith("./")) {
      section.refuse("path", "begins at the root of the repo, such as clusters/prod/legacy/**");
    }
    section.done();
    return rule;
  }

  private static DriftConfig.Mode mode(String text) {
    return DriftConfig.Mode.of(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be heal or alert" + Suggestion.question(text, List.of("heal", "alert"))));
  }

  private static IgnoreRule ignore(Section section) {
    List<String> pointers = section.texts("pointers");
    if (pointers.stream().anyMatch(p -> !p.startsWith("/"))) {
      section.refuse("pointers", "a JSON pointer begins with a slash, such as /spec/replicas");
    }
    IgnoreRule rule =
        new IgnoreRule(
            section.text("kind").orElse("*"),
            section.text("namespace").orElse("*"),
            section.text("name").orElse("*"),
            pointers,
            section.texts("managers"));
    if (rule.pointers().isEmpty() && rule.managers().isEmpty()) {
      section.refuse("ignore", "name the fields by pointers, or whose they are by managers");
    }
    section.done();
    return rule;
  }

  private RenderConfig render(Section section) {
    RenderConfig render =
        new RenderConfig(
            file(section, "kustomize"),
            file(section, "helm"),
            section.duration("timeout", Duration.ofSeconds(30)));
    section.done();
    return render;
  }

  private Optional<ReportConfig> report(Section section, String cluster) {
    Optional<Path> token = file(section, "token-file");
    Optional<Path> secret = file(section, "secret-file");
    String url = section.required("url");
    Optional<URI> target = section.attempt("url", () -> reportUrl(url, cluster));
    if (token.isPresent() == secret.isPresent()) {
      section.refuse("token-file", "give either token-file or secret-file, and not both");
    }
    section.done();
    return target.map(to -> new ReportConfig(to, token, secret));
  }

  private static URI reportUrl(String text, String cluster) {
    URI uri = uri(text);
    if (uri.getUserInfo() != null || uri.getQuery() != null) {
      throw new IllegalArgumentException(
          "must not hold a user, a password or a question; name a file with token-file");
    }
    boolean local = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
    if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && local)) {
      throw new IllegalArgumentException("must begin with https://");
    }
    Matcher place = REPORTS.matcher(String.valueOf(uri.getPath()));
    if (place.matches() && !place.group(1).equals(cluster)) {
      throw new IllegalArgumentException(
          "takes reports of the cluster "
              + place.group(1)
              + " only, and this one is called "
              + cluster
              + " (cluster): give both the name that the server's configuration has");
    }
    return uri;
  }

  private Optional<Path> file(Section section, String key) {
    return section.text(key).map(folder::resolve);
  }
}
