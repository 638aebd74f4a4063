/**
 * A small OCI registry for the demo and for tests: on loopback, in a directory, with push
 * notifications as CNCF Distribution sends them. Not for production.
 */
@NullMarked
package dev.tagboat.bot.registry.embedded;

import org.jspecify.annotations.NullMarked;
