package dev.tagboat.bot.cli.memory;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How values of a type are written: what {@link #of} makes of records, sealed interfaces of
 * records, enums, strings, numbers, and lists and maps of these. Any of them may be null.
 */
sealed interface Shape {

  /** Name and parts, so that equal texts mean equal bytes. */
  String description();

  /** A {@link String}. */
  record Text() implements Shape {
    @Override
    public String description() {
      return "text";
    }
  }

  /** An {@code int}. */
  record Whole() implements Shape {
    @Override
    public String description() {
      return "int";
    }
  }

  /** A {@code boolean}. */
  record Truth() implements Shape {
    @Override
    public String description() {
      return "boolean";
    }
  }

  /** One of the constants. */
  record Choice(List<?> constants) implements Shape {
    public Choice {
      constants = List.copyOf(constants);
    }

    @Override
    public String description() {
      return constants.toString();
    }
  }

  /** A list of one shape. */
  record Items(Shape item) implements Shape {
    @Override
    public String description() {
      return "[" + item.description() + "]";
    }
  }

  /** A map from texts to texts. */
  record Texts() implements Shape {
    @Override
    public String description() {
      return "{text}";
    }
  }

  /** One of some records; a record alone is a choice of one. */
  record Variant(List<Class<?>> types, List<Fields> fields) implements Shape {
    public Variant {
      types = List.copyOf(types);
      fields = List.copyOf(fields);
    }

    @Override
    public String description() {
      return fields.stream().map(Fields::description).toList().toString();
    }
  }

  /** A record's components. */
  record Fields(
      Class<?> type, Constructor<?> constructor, List<Method> accessors, List<Shape> shapes) {
    public Fields {
      accessors = List.copyOf(accessors);
      shapes = List.copyOf(shapes);
    }

    String description() {
      StringBuilder out = new StringBuilder(type.getSimpleName()).append('(');
      for (int i = 0; i < shapes.size(); i++) {
        out.append(accessors.get(i).getName()).append(':');
        out.append(shapes.get(i).description()).append(',');
      }
      return out.append(')').toString();
    }

    @Nullable Object get(Object record, int index) {
      try {
        return accessors.get(index).invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    Object create(@Nullable Object[] values) {
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        // The record says so itself.
        throw new IllegalArgumentException(type + " does not take what was kept", e);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The shape of a type, which is not recursive. */
  static Shape of(Type type) {
    if (type == String.class) {
      return new Text();
    }
    if (type == int.class) {
      return new Whole();
    }
    if (type == boolean.class) {
      return new Truth();
    }
    if (type == Integer.class) {
      return new Whole();
    }
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Map.class
          ? new Texts()
          : new Items(of(generic.getActualTypeArguments()[0]));
    }
    Class<?> raw = (Class<?>) type;
    return raw.isEnum() ? new Choice(List.of(raw.getEnumConstants())) : variant(raw);
  }

  private static Shape variant(Class<?> type) {
    List<Class<?>> types = new ArrayList<>();
    if (type.isRecord()) {
      types.add(type);
    } else if (type.isSealed()) {
      types.addAll(Arrays.asList(type.getPermittedSubclasses()));
    } else {
      throw new IllegalArgumentException("no shape for " + type);
    }
    return new Variant(types, types.stream().map(Shape::fields).toList());
  }

  private static Fields fields(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return new Fields(
          type,
          constructor,
          Arrays.stream(components).map(RecordComponent::getAccessor).toList(),
          Arrays.stream(components).map(c -> of(c.getGenericType())).toList());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
