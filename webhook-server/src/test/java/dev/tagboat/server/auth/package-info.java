@NullMarked
package dev.tagboat.server.auth;

import org.jspecify.annotations.NullMarked;
