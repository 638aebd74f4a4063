/** Engines that make plain manifests of other files, run as bounded programs. */
@NullMarked
package dev.tagboat.applier.render;

import org.jspecify.annotations.NullMarked;
