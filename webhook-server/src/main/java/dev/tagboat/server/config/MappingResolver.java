package dev.tagboat.server.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes values of {@code prefix}, {@code repo-keys} and {@code fields} of a hook. */
final class MappingResolver {
  private final Problems problems;

  MappingResolver(Problems problems) {
    this.problems = problems;
  }

  @Nullable Mapping mapping(String at, ConfigDocument.HookEntry entry, @Nullable HookType type) {
    EventFields fields = fields(at + ".fields", entry.fields());
    if (entry.fields() != null && type != null && type != HookType.GENERIC) {
      problems.add(at + ".fields", "only events of type generic have fields to be named");
    }
    List<String> keys = keys(at + ".repo-keys", entry.repoKeys());
    Mapping mapping =
        problems.attempt(at + ".prefix", () -> new Mapping(entry.prefix(), keys, fields));
    if (mapping != null && mapping.needsKeys() && type != null && !type.hasRepoKeys()) {
      problems.add(
          at + (entry.repoKeys() == null ? ".prefix" : ".repo-keys"),
          "only with the types jfrog and nexus do repositories have keys");
    }
    return mapping;
  }

  private List<String> keys(String path, @Nullable List<String> written) {
    List<String> keys = ConfigResolver.orElse(written, List.<String>of());
    @Nullable List<String> good =
        problems.attempt(
            path,
            () -> {
              Mapping.requireKeys(keys);
              return keys;
            });
    return good == null ? List.of() : good;
  }

  private @Nullable EventFields fields(String path, ConfigDocument.@Nullable FieldsEntry written) {
    return written == null
        ? null
        : problems.attempt(
            path,
            () ->
                EventFields.of(
                    written.list(),
                    written.image(),
                    written.tag(),
                    written.digest(),
                    ConfigResolver.orElse(written.only(), Map.<String, String>of())));
  }
}
