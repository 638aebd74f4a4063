package dev.tagboat.bot.scan;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An {@code ImageUpdater} of Argo CD Image Updater names applications, which say where the files
 * are that its rules hold for.
 */
final class UpdaterLinker implements Linker {
  private static final Pattern REFERENCE =
      Pattern.compile("spec\\.applicationRefs\\[\\d+]\\.namePattern");

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9.-]+");

  /** Every Application has it. */
  private static final String ANY_APPLICATION = "argoproj.io";

  @Override
  public Leads leads(Scans scans) {
    Set<String> words = new HashSet<>();
    for (Link.ForeignObject object : scans.links(Link.ForeignObject.class)) {
      if (object.kind().equals("ImageUpdater")) {
        object
            .fields()
            .forEach(
                (path, value) -> {
                  if (REFERENCE.matcher(path).matches()) {
                    words.add(PLAIN_NAME.matcher(value).matches() ? value : ANY_APPLICATION);
                  }
                });
      }
    }
    return Leads.toWords(words);
  }

  @Override
  public void link(Scans scans, Sites sites) {
    // The rules are for whoever asks which one holds; no place is added or changed.
  }
}
