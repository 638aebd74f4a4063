/** The configuration file, read strictly into values. */
@NullMarked
package dev.tagboat.applier.config;

import org.jspecify.annotations.NullMarked;
