package dev.tagboat.bot.edit;

import dev.tagboat.bot.scan.Slot;

/** A key that is to be added, and its value. */
record Addition(Slot slot, String text) {}
