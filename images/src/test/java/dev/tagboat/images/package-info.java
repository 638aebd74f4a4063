/** The images, made and started as a release and a cluster would. */
@NullMarked
package dev.tagboat.images;

import org.jspecify.annotations.NullMarked;
