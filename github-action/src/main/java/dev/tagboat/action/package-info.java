/** What a GitHub Actions job says, put to {@code tagboat propose}; and its answer, put back. */
@NullMarked
package dev.tagboat.action;

import org.jspecify.annotations.NullMarked;
