@NullMarked
package dev.tagboat.server.view;

import org.jspecify.annotations.NullMarked;
