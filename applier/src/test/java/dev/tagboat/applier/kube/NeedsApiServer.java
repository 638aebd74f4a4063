package dev.tagboat.applier.kube;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests need a real API server: {@code kube-apiserver}, {@code kube-controller-manager} and
 * {@code etcd} in the folder that {@code KUBEBUILDER_ASSETS} names ({@code etcd} may be on the
 * path). Where they are missing the class is left out and says so; with {@code
 * TAGBOAT_REQUIRE_PROGRAMS} set it fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ApiServerCondition.class)
public @interface NeedsApiServer {}
