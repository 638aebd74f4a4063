package dev.tagboat.server;

import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.HookType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Values that options name as configuration files do. */
final class Keyed {
  private Keyed() {}

  private static <T> T find(T[] values, Function<T, String> key, String text) {
    return Arrays.stream(values)
        .filter(value -> key.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException("there are: " + String.join(", ", keys(values, key))));
  }

  private static <T> List<String> keys(T[] values, Function<T, String> key) {
    return Arrays.stream(values).map(key).toList();
  }

  static final class Type implements ITypeConverter<HookType> {
    @Override
    public HookType convert(String text) {
      return find(HookType.values(), HookType::key, text);
    }
  }

  static final class Auth implements ITypeConverter<AuthKind> {
    @Override
    public AuthKind convert(String text) {
      return find(AuthKind.values(), AuthKind::key, text);
    }
  }

  static final class Types implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return keys(HookType.values(), HookType::key).iterator();
    }
  }

  static final class Auths implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return keys(AuthKind.values(), AuthKind::key).iterator();
    }
  }
}
