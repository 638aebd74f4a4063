/**
 * Sigstore's authorities: their keys, fetched or from a file, and what they prove. Nothing in here
 * is loaded before the first signature that needs it.
 */
@NullMarked
package dev.tagboat.bot.sigstore;

import org.jspecify.annotations.NullMarked;
