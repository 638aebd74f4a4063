@NullMarked
package dev.tagboat.server.alert;

import org.jspecify.annotations.NullMarked;
