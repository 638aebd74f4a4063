package dev.tagboat.applier;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs programs of the machine. Where one is missing the test is left out, and says so
 * on standard error; with {@code TAGBOAT_REQUIRE_PROGRAMS} in the environment, as {@code .ci/run}
 * sets it, the test fails instead.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ProgramCondition.class)
public @interface NeedsProgram {
  /** Names as on the search path, or in the folder {@code TAGBOAT_ENGINES}. */
  String[] value();
}
